import type { Resource, Stack } from "../engine/resource";

/**
 * The resources of some types that a resource was made from, directly or through others. Objects of
 * the cluster are passed by: what depends on a namespace is not made from what that depends on.
 */
export function sourcesOf(
    resource: Resource,
    stack: Stack,
    types: ReadonlySet<string>,
): readonly Resource[] {
    const seen = new Set<string>();
    const waiting = [...resource.dependencies];
    const found: Resource[] = [];
    for (let urn = waiting.pop(); urn !== undefined; urn = waiting.pop()) {
        const next = stack.find(urn);
        if (next === undefined || seen.has(urn)) {
            continue;
        }
        seen.add(urn);
        if (types.has(next.type)) {
            found.push(next);
        } else if (!next.type.startsWith("kubernetes:")) {
            waiting.push(...next.dependencies);
        }
    }
    return found;
}
