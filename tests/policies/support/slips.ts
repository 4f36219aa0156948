import fc from "fast-check";
import { leaves } from "../../../policies/engine/read";
import type { Resource } from "../../../policies/engine/resource";
import { unknownValue, type Value } from "../../../policies/engine/value";

/** What nobody expects somewhere in a program. */
const junk = [null, undefined, unknownValue, "", "*", "junk", -1, NaN, true, false, [], {}];
const nested: readonly Value[] = [[null], [{}], [unknownValue], ["junk"], { junk: "junk" }];

/** A copy with something else at a path, or at one above it. */
function broken(value: Value, path: readonly (string | number)[], by: Value): Value {
    const [key, ...rest] = path;
    if (key === undefined) {
        return by;
    }
    if (Array.isArray(value)) {
        return value.map((item: Value, at) => (at === key ? broken(item, rest, by) : item));
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(
              Object.entries(value as Readonly<Record<string, Value>>).map(([name, item]) => [
                  name,
                  name === key ? broken(item, rest, by) : item,
              ]),
          )
        : by;
}

/** Something that is put where something else was, or above it. */
interface Slip {
    readonly resource: number;
    readonly leaf: number;
    readonly depth: number;
    readonly by: Value;
}

/**
 * Slips of one program.
 *
 * @param most how many, at the most; a tenth of it at least
 * @param more what may stand somewhere, beside what nobody expects
 */
export function slipsOf(most: number, more: readonly Value[] = []): fc.Arbitrary<Slip[]> {
    const slip = fc.record({
        resource: fc.nat(),
        leaf: fc.nat(),
        depth: fc.nat({ max: 6 }),
        by: fc.constantFrom(...junk, ...nested, ...more),
    });
    return fc.array(slip, { minLength: Math.ceil(most / 10), maxLength: most, size: "max" });
}

/** The program with these slips in it. */
export function slipped(program: readonly Resource[], made: readonly Slip[]): Resource[] {
    const resources = [...program];
    for (const { resource: which, leaf, depth, by } of made) {
        const at = which % resources.length;
        const one = resources[at];
        const paths = one === undefined ? [] : [...leaves(one.props)].map(([path]) => path);
        const path = paths[leaf % Math.max(paths.length, 1)];
        if (one !== undefined && path !== undefined) {
            const place = path.slice(0, Math.max(1, path.length - depth));
            resources[at] = { ...one, props: broken(one.props, place, by) };
        }
    }
    return resources;
}
