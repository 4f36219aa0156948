import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { repository } from "../support/shipped-program";

/** An object that a chart makes. */
export interface Rendered {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
    readonly spec?: unknown;
    readonly data?: Readonly<Record<string, string>>;
}

const script = join(repository, "tools", "build.sh");
const found = spawnSync("bash", [script, "--print", "helm"], { encoding: "utf8" });
/** Folder of the pinned Helm; empty where it is not built. */
const helmFolder = found.status === 0 ? found.stdout.trim() : "";

/** describe() for what needs Helm; where it is not built, a skip that says so. */
export function describeHelm(title: string, suite: () => void): void {
    if (helmFolder === "") {
        test.skip(`${title} (Helm is not built; run make tools)`, () => undefined);
    } else {
        describe(title, suite);
    }
}

/** Renders a chart with real Helm, offline. @throws Error with Helm's complaint. */
export function render(chart: string, release: string, values: unknown): readonly Rendered[] {
    const folder = mkdtempSync(join(tmpdir(), "homelab-chart-"));
    try {
        const file = join(folder, "values.json");
        writeFileSync(file, JSON.stringify(values));
        const { status, stdout, stderr } = spawnSync(
            join(helmFolder, "helm"),
            ["template", release, join(repository, chart), "--namespace", release, "-f", file],
            { encoding: "utf8", env: { HOME: folder } },
        );
        if (status !== 0) {
            throw new Error(stderr);
        }
        return parseAllDocuments(stdout)
            .map((document) => document.toJS() as Rendered | null)
            .filter((object) => object !== null);
    } finally {
        rmSync(folder, { recursive: true });
    }
}
