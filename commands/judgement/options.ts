import { parseArgs } from "node:util";

/** How a judged preview is to be run and what it is to write. */
export interface PreviewOptions {
    readonly stack: string;
    /** In front of the embedded datacenter. */
    readonly offline: boolean;
    /** Commit in Git that the embedded datacenter is brought to first; none where absent. */
    readonly base: string | undefined;
    /** With the table of assets in place of the engine's own diff. */
    readonly table: boolean;
    readonly sarif: string | undefined;
    readonly markdown: string | undefined;
}

/** @throws TypeError naming an option that there is not. */
export function previewOptions(args: readonly string[]): PreviewOptions {
    const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
            offline: { type: "boolean", default: false },
            base: { type: "string" },
            table: { type: "boolean", default: false },
            sarif: { type: "string" },
            markdown: { type: "string" },
        },
    });
    if (values.base !== undefined && !values.offline) {
        throw new TypeError(
            "A base is for judging offline: add OFFLINE=1. Elsewhere a stack is compared with its state.",
        );
    }
    return {
        stack: positionals[0] ?? "homelab",
        offline: values.offline,
        base: values.base,
        table: values.table || values.offline,
        sarif: values.sarif,
        markdown: values.markdown,
    };
}
