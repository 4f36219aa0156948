import fc from "fast-check";
import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import { ruleContext } from "../../policies/engine/context";
import { leaves } from "../../policies/engine/read";
import { type Resource, stackOf } from "../../policies/engine/resource";
import { unknownValue, type Value } from "../../policies/engine/value";
import { rules } from "../../policies/rules";
import { recordShipped } from "../../rehearsal/recording/shipped-program";
import { resource } from "./support";

const context = ruleContext(collect(apps), apps);
/** What nobody expects somewhere in the shipped program. */
const junk = [null, undefined, unknownValue, "", "*", "junk", -1, NaN, true, false, [], {}];
const nested: readonly Value[] = [[null], [{}], [unknownValue], ["junk"], { junk: "junk" }];

let shipped: readonly Resource[];
const judgedBy = new Map<string, number>();

beforeAll(async () => {
    const recorded = await recordShipped({ preview: true });
    const urnOf = ({ type, name }: { type: string; name: string }) => `${type}::${name}`;
    // The recording does not tell who needs whom; what is secret may come from any of these.
    const dependencies = recorded
        .filter(({ type }) => /RandomPassword|Sealing$/.test(type))
        .map(urnOf);
    shipped = recorded.map((one) => ({
        ...resource(one.type, one.name, one.inputs, { provider: "urn:provider::id" }),
        urn: urnOf(one),
        dependencies,
    }));
});

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

const slip = fc.record({
    resource: fc.nat(),
    leaf: fc.nat(),
    depth: fc.nat({ max: 6 }),
    by: fc.constantFrom(...junk, ...nested),
});

test("whatever breaks in the shipped program, every rule gives a verdict, in a sentence and of what there is", () => {
    fc.assert(
        fc.property(fc.array(slip, { minLength: 1, maxLength: 40 }), (slips) => {
            const resources = [...shipped];
            for (const { resource: which, leaf, depth, by } of slips) {
                const at = which % resources.length;
                const one = resources[at];
                const paths = one === undefined ? [] : [...leaves(one.props)].map(([path]) => path);
                const path = paths[leaf % Math.max(paths.length, 1)];
                if (one !== undefined && path !== undefined) {
                    const place = path.slice(0, Math.max(1, path.length - depth));
                    resources[at] = { ...one, props: broken(one.props, place, by) };
                }
            }
            const urns = new Set(resources.map(({ urn }) => urn));
            for (const rule of rules) {
                const verdicts =
                    rule.scope === "stack"
                        ? [rule.judge(stackOf(resources), context)]
                        : resources.map((each) => rule.judge(each, context));
                const judged = new Set(verdicts.flatMap((verdict) => verdict.judged));
                const findings = verdicts.flatMap((verdict) => verdict.findings);
                judgedBy.set(rule.name, (judgedBy.get(rule.name) ?? 0) + judged.size);
                expect([...judged].filter((urn) => !urns.has(urn))).toEqual([]);
                expect(findings.filter(({ urn }) => !judged.has(urn))).toEqual([]);
                expect(
                    findings.filter(({ message }) => !/^The .* must .*\.$/s.test(message)),
                ).toEqual([]);
            }
        }),
        { numRuns: 40 },
    );
});

test("and each of them had something to judge", () => {
    expect(
        rules.filter(({ name }) => (judgedBy.get(name) ?? 0) === 0).map(({ name }) => name),
    ).toEqual([]);
});
