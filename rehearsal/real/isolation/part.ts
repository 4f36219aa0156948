import type { End } from "./network";

/** Something that listens or calls, by a name that a person knows. */
export interface Part extends End {
    readonly name: string;
    readonly namespace: string;
    /** Ports on which others may reach it by its app's file. */
    readonly ports: readonly number[];
}

/** Pods of one kind, by the labels that tell them from others of their namespace. */
export function part(
    name: string,
    namespace: string,
    labels: Readonly<Record<string, string>>,
    ports: readonly number[] = [],
): Part {
    return { name, namespace, labels, ports };
}
