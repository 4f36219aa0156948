import type { Stack } from "../engine/resource";
import { groupedBy, once } from "./once";

/** Who waits for each resource: by dependency, or because what it belongs to waits. */
const waiting = once((stack: Stack) =>
    groupedBy(
        stack.resources.flatMap(({ urn, dependencies, parent }) =>
            [...dependencies, ...(parent === undefined ? [] : [parent])].map((before) => ({
                urn,
                before,
            })),
        ),
        ({ before }) => before,
    ),
);

const known = once<Stack, Map<string, ReadonlySet<string>>>(() => new Map());

/** URNs of what is made after a resource, whether it names it itself or by way of others. */
export function madeAfter(urn: string, stack: Stack): ReadonlySet<string> {
    const after = known(stack);
    const found = after.get(urn) ?? walk(urn, waiting(stack));
    after.set(urn, found);
    return found;
}

function walk(start: string, next: ReturnType<typeof waiting>): ReadonlySet<string> {
    const seen = new Set<string>();
    const left = [start];
    for (let urn = left.pop(); urn !== undefined; urn = left.pop()) {
        for (const { urn: follower } of next.get(urn) ?? []) {
            if (!seen.has(follower)) {
                seen.add(follower);
                left.push(follower);
            }
        }
    }
    return seen;
}
