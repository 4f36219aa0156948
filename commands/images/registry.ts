import { spawnSync } from "node:child_process";

/** What a registry says of an image. */
export type Answer =
    | { readonly digest: `sha256:${string}` }
    /** The registry has none of that name. */
    | { readonly missing: true }
    /** It cannot be told: no network, no right. */
    | { readonly failed: string };

/** Asks registries for the digest of an image, by its tag or digest. */
export type Ask = (reference: string) => Answer;

/**
 * Asks by crane.
 *
 * @param program its path, or its name on PATH
 */
export function askBy(program: string): Ask {
    return (reference) => {
        const { status, stdout, stderr, error } = spawnSync(program, ["digest", reference], {
            encoding: "utf8",
            timeout: 60_000,
        });
        if (error !== undefined) {
            return { failed: error.message };
        }
        const digest = /^sha256:[0-9a-f]{64}$/.exec(stdout.trim())?.[0];
        if (status === 0 && digest !== undefined) {
            return { digest: digest as `sha256:${string}` };
        }
        return /MANIFEST_UNKNOWN|NAME_UNKNOWN|404 Not Found/.test(stderr)
            ? { missing: true }
            : { failed: stderr.trim().split("\n").at(-1) ?? "" };
    };
}
