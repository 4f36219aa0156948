import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { secretMarker } from "../shared/secret-marker";

const exported = z.looseObject({
    version: z.number(),
    deployment: z.looseObject({
        resources: z.array(z.unknown()),
        secrets_providers: z.looseObject({ type: z.string().min(1) }),
    }),
});

/**
 * Writes an exported state to `<folder>/<stack>-<time in UTC>.json`, readable by its owner alone, and
 * returns the path. The secrets in it stay encrypted: with the stack's passphrase, and only with it,
 * `pulumi stack import --file` brings the stack back.
 *
 * @throws Error when the export is none, is empty, or shows a secret in plain text.
 */
export function writeStateCopy(
    stackExport: string,
    to: { readonly folder: string; readonly stack: string; readonly time: Date },
): string {
    const state: unknown = parse(stackExport);
    const { data } = exported.safeParse(state);
    if (data === undefined) {
        throw new Error(
            "This is no encrypted state. Pipe in the output of `pulumi stack export`, without --show-secrets.",
        );
    }
    if (data.deployment.resources.length === 0) {
        throw new Error("The stack has no resources; there is nothing to copy.");
    }
    if (showsSecret(state)) {
        throw new Error(
            "The export shows secrets in plain text. Export without --show-secrets; nothing was written.",
        );
    }
    mkdirSync(to.folder, { recursive: true, mode: 0o700 });
    const stamp = to.time.toISOString().replace(/\.\d+/, "").replace(/:/g, "-");
    const file = join(to.folder, `${to.stack}-${stamp}.json`);
    // Renamed into place, so that nobody ever takes half a copy for a whole one.
    writeFileSync(`${file}.unfinished`, stackExport, { mode: 0o600, flag: "wx" });
    renameSync(`${file}.unfinished`, file);
    return file;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** A wrapped secret has `ciphertext`; with --show-secrets it has `plaintext`. */
function showsSecret(value: unknown): boolean {
    if (Array.isArray(value)) {
        return value.some(showsSecret);
    }
    if (typeof value !== "object" || value === null) {
        return false;
    }
    const fields = value as Record<string, unknown>;
    return (
        (fields[secretMarker.key] === secretMarker.secret && fields["ciphertext"] === undefined) ||
        Object.values(fields).some(showsSecret)
    );
}
