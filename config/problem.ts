/** Where in the configuration: section, then keys and list positions. */
export type ConfigPath = readonly (string | number)[];

/** One thing that is wrong with the configuration. */
export interface Problem {
    readonly path: ConfigPath;
    /** What the owner wrote there; `undefined` when nothing was. Never printed when it may be a credential. */
    readonly value: unknown;
    /** What is wrong, a full stop, and the remedy. */
    readonly message: string;
}

/** A path as the owner finds it in the stack file: `homelab:cluster.nodes[1].ip`. */
export function pathText(path: ConfigPath): string {
    const [section, ...rest] = path;
    const tail = rest.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`));
    return `homelab:${section ?? ""}${tail.join("")}`;
}
