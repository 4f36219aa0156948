import type { Stack } from "../engine/resource";
import { once } from "./once";

/** Who waits for each resource: by dependency, or because what it belongs to waits. */
const waiting = once((stack: Stack): ReadonlyMap<string, readonly string[]> => {
    const found = new Map<string, string[]>();
    for (const { urn, dependencies, parent } of stack.resources) {
        for (const before of parent === undefined ? dependencies : [...dependencies, parent]) {
            const list = found.get(before);
            if (list === undefined) {
                found.set(before, [urn]);
            } else {
                list.push(urn);
            }
        }
    }
    return found;
});

const known = once((stack: Stack) => ({ stack, after: new Map<string, ReadonlySet<string>>() }));

/** URNs of what is made after a resource, whether it names it itself or by way of others. */
export function madeAfter(urn: string, stack: Stack): ReadonlySet<string> {
    const { after } = known(stack);
    const found = after.get(urn) ?? walk(urn, waiting(stack));
    after.set(urn, found);
    return found;
}

function walk(start: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
    const seen = new Set<string>();
    const left = [start];
    for (let urn = left.pop(); urn !== undefined; urn = left.pop()) {
        for (const follower of next.get(urn) ?? []) {
            if (!seen.has(follower)) {
                seen.add(follower);
                left.push(follower);
            }
        }
    }
    return seen;
}
