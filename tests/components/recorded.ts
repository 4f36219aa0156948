import type { Recorded } from "../support/record";

/** Values of any shape below a key. */
export type Tree = Readonly<Record<string, unknown>>;

export function isTree(value: unknown): value is Tree {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A Kubernetes object that the program registers, secrets unwrapped. */
export interface ClusterObject {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly spec: Tree;
    readonly all: Tree;
}

/** A Helm release that the program registers. */
export interface Release {
    readonly name: string;
    readonly namespace: string;
    readonly chart: string;
    readonly version: string;
    readonly values: Tree;
}

const signature = "4dabf18193072939515e22adb298388d";

/** Takes the markers of secrets away. */
export function unwrapped(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(unwrapped);
    }
    if (!isTree(value)) {
        return value;
    }
    return value[signature] === undefined
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrapped(item)]))
        : unwrapped(value["value"]);
}

/** Every Kubernetes object but releases, or those of one kind. */
export function objectsOf(recorded: readonly Recorded[], kind?: string): readonly ClusterObject[] {
    return recorded
        .filter(({ type }) => type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm"))
        .map(({ type, name, inputs }) => {
            const all = unwrapped(inputs) as Tree;
            const metadata = (all["metadata"] ?? {}) as Record<string, string | undefined>;
            return {
                kind: type.split(":").at(-1) ?? "",
                name: metadata["name"] ?? name,
                namespace: metadata["namespace"] ?? "",
                labels: (metadata["labels"] ?? {}) as unknown as Record<string, string>,
                spec: (all["spec"] ?? {}) as Tree,
                all,
            };
        })
        .filter((object) => kind === undefined || object.kind === kind);
}

/** Every Helm release. */
export function releasesOf(recorded: readonly Recorded[]): readonly Release[] {
    return recorded
        .filter(({ type }) => type === "kubernetes:helm.sh/v3:Release")
        .map(({ inputs }) => unwrapped(inputs) as Release);
}

/** Every value below a key of that name, however deep. */
export function valuesOfKey(value: unknown, key: string): unknown[] {
    if (Array.isArray(value)) {
        return value.flatMap((item) => valuesOfKey(item, key));
    }
    return isTree(value)
        ? Object.entries(value).flatMap(([name, item]) => [
              ...(name === key ? [item] : []),
              ...valuesOfKey(item, key),
          ])
        : [];
}
