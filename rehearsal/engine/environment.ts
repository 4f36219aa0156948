import { delimiter, dirname, resolve } from "node:path";
import { cacheFolder } from "../../rendering/saved-renderings";
import type { Scratch } from "./scratch";

/** Variables of the user that change neither what is built nor whom it talks to. */
const kept = ["LANG", "LC_ALL", "TERM", "TMPDIR", "TZ", "HOMELAB_CACHE", "XDG_CACHE_HOME"];

/**
 * Replaces this process' environment, which the engine and its children inherit: tokens, kubeconfigs
 * and logins of the user are out of reach afterwards.
 *
 * @returns a function that puts the old environment back.
 */
export function enterIsolation(
    scratch: Pick<Scratch, "home" | "programs">,
    settings: Readonly<Record<string, string>>,
): () => void {
    const before = { ...process.env };
    const charts = before["HOMELAB_CHARTS"];
    const own: Record<string, string> = {
        PATH: [scratch.programs, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
        HOME: scratch.home,
        // The tools and what they have made; the home above is empty.
        HOMELAB_CACHE: cacheFolder(),
        // Others' charts, which the rules look into; the pack starts in a folder of its own.
        ...(charts !== undefined && { HOMELAB_CHARTS: resolve(charts) }),
        KUBECONFIG: "/dev/null",
        PULUMI_HOME: scratch.home,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // State is written once at the end, also of an update that fails, and not after each step:
        // that guards against a crash of the engine, which a rehearsal does not outlive.
        PULUMI_EXPERIMENTAL: "true",
        PULUMI_SKIP_CHECKPOINTS: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // An engine that lives for seconds need not tidy its memory as one that lives for days.
        GOGC: "400",
        // Pulumi compiles the policy pack at each start; types are checked elsewhere.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        ...settings,
    };
    for (const name of Object.keys(before)) {
        if (!kept.includes(name)) {
            Reflect.deleteProperty(process.env, name);
        }
    }
    Object.assign(process.env, own);
    return () => {
        for (const name of Object.keys(process.env)) {
            Reflect.deleteProperty(process.env, name);
        }
        Object.assign(process.env, before);
    };
}
