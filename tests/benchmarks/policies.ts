import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Recorded } from "../../rehearsal/recording/record";
import { recordStack, shippedConfig } from "../../rehearsal/recording/shipped-program";
import { toolPath } from "../../rehearsal/engine/tools";
import { largeHomelab } from "../engine/large-homelab";
import type { Judgement } from "./judge-file";
import { type Cost, measure, median } from "./measure";

const resources = 10_000;
const rounds = 3;
/** Enough for so many resources. */
const size = { hosts: 36, nodes: 70, apps: 720 };

/** The resources of a large homelab, made by the program itself. */
async function recordLarge(): Promise<readonly Recorded[]> {
    const { apps, config } = largeHomelab(size);
    const recorded = await recordStack({ ...shippedConfig(), ...config }, apps, { preview: true });
    if (recorded.length < resources) {
        throw new Error(`${size.apps} apps make ${recorded.length} resources only.`);
    }
    return recorded.slice(0, resources);
}

/** Kubernetes objects as a checker of manifests reads them. */
function manifestsOf(recorded: readonly Recorded[]): readonly object[] {
    return recorded.flatMap(({ type, inputs }) => {
        const [provider, version = "", kind] = type.split(":");
        return provider === "kubernetes" && !version.startsWith("helm.sh/")
            ? [{ apiVersion: version.replace(/^core\//, ""), kind, ...inputs }]
            : [];
    });
}

/** Times both checkers in turns, each in a process of its own. */
async function main(): Promise<void> {
    const scratch = mkdtempSync(join(tmpdir(), "homelab-bench-"));
    try {
        const recorded = await recordLarge();
        const manifests = manifestsOf(recorded);
        const stackFile = join(scratch, "stack.json");
        const manifestFile = join(scratch, "manifests.yaml");
        writeFileSync(stackFile, JSON.stringify(recorded));
        writeFileSync(manifestFile, manifests.map((each) => stringify(each)).join("---\n"));
        const judge = [
            ...[process.execPath, "-r", "ts-node/register/transpile-only"],
            ...[join(__dirname, "judge-file.ts"), stackFile, String(size.apps)],
        ] as const;
        const score = [
            toolPath("kube-score"),
            "score",
            "--output-format",
            "ci",
            manifestFile,
        ] as const;
        const output = join(scratch, "output");
        const costs: { readonly pack: Cost; readonly kubeScore: Cost }[] = [];
        for (let round = 0; round < rounds; round++) {
            const kubeScore = await measure(score, `${output}.kube-score`);
            costs.push({ pack: await measure(judge, `${output}.pack`), kubeScore });
        }
        const judged = JSON.parse(readFileSync(`${output}.pack`, "utf8")) as Judgement;
        const scored = readFileSync(`${output}.kube-score`, "utf8").trim().split("\n");
        report(costs, judged, { manifests: manifests.length, verdicts: scored.length });
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

function report(
    costs: readonly { readonly pack: Cost; readonly kubeScore: Cost }[],
    judged: Judgement,
    scored: { readonly manifests: number; readonly verdicts: number },
): void {
    const of = (name: "pack" | "kubeScore") => ({
        seconds: median(costs.map((cost) => cost[name].seconds)),
        peak: median(costs.map((cost) => cost[name].peakMiB ?? NaN)),
    });
    const pack = of("pack");
    const kubeScore = of("kubeScore");
    const row = (name: string, what: string, { seconds, peak }: typeof pack) => {
        console.log(
            `  ${name.padEnd(12)} ${what.padEnd(52)} ${seconds.toFixed(1).padStart(6)} s ${peak.toFixed(0).padStart(6)} MiB`,
        );
    };
    console.log(`Whole processes, the middle one of ${rounds} rounds in turns:\n`);
    row("policy pack", `${judged.rules} rules on ${judged.resources} resources`, pack);
    row("kube-score", `its default checks on ${scored.manifests} of them, as manifests`, kubeScore);
    console.log(
        `\nThe pack takes ${(pack.seconds / kubeScore.seconds).toFixed(1)} times as long, ` +
            `${judged.seconds.toFixed(1)} s of it for judging. It gives ${judged.verdicts} verdicts, ` +
            `kube-score ${scored.verdicts}, passed ones included.`,
    );
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
