import type { Path, Value } from "./value";

/** A registered resource, as rules see it. */
export interface Resource {
    readonly urn: string;
    /** Type token, e.g. `kubernetes:core/v1:Namespace`. */
    readonly type: string;
    /** Logical name in the program. */
    readonly name: string;
    /** Inputs where the engine showed them to the pack, else outputs. */
    readonly props: Value;
    /** Deletion is refused by the engine. */
    readonly protect: boolean;
    /** Paths whose changes the engine overlooks. */
    readonly ignoreChanges: readonly string[];
    /** Name of the provider that makes it; absent for components and providers. */
    readonly provider?: string;
    /** URNs of what it was made from or waits for; known to stack rules only. */
    readonly dependencies: readonly string[];
    /** URN of the component that it belongs to; known to stack rules only. */
    readonly parent?: string;
    /** Tells whether the value at a path is marked secret; `false` where that cannot be known. */
    isSecret(this: void, path: Path): boolean;
}

/** Everything the stack registers. */
export interface Stack {
    readonly resources: readonly Resource[];
    find(this: void, urn: string): Resource | undefined;
}

/** A stack of these resources. */
export function stackOf(resources: readonly Resource[]): Stack {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    return { resources, find: (urn) => byUrn.get(urn) };
}
