import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "../control-plane/api";
import type { ControlPlane } from "../control-plane/control-plane";
import { findChart, type FoundChart } from "../../rendering/find-chart";

const execute = promisify(execFile);
const largestOutput = 64 * 1024 * 1024;

/** Kinds that make the API server ask a server that does not run here. */
const asksOthers = "MutatingWebhookConfiguration|ValidatingWebhookConfiguration|APIService";

/** Takes those kinds out of what Helm installs and puts them aside in the file that is named. */
const leaveOut = `#!/bin/sh
exec awk -v aside="$1" '
    function flush() {
        if (doc ~ /\\n(kind): (${asksOthers})\\n/) printf "---%s", doc >> aside
        else printf "---%s", doc
        doc = "\\n"
    }
    BEGIN { doc = "\\n" }
    /^---/ { flush(); next }
    { doc = doc $0 "\\n" }
    END { flush() }
'
`;

/** A release as the program asks for it. */
export interface ReleaseRequest {
    readonly name: string;
    readonly namespace: string;
    /** Folder or file of the chart. */
    readonly chart: string;
    readonly values: object;
    /** Whether to wait until its pods are ready, as Pulumi's provider does unless it is told not to. */
    readonly awaited: boolean;
}

/** What an installed release consists of. */
export interface InstalledRelease {
    readonly objects: readonly KubernetesObject[];
    readonly hooks: readonly KubernetesObject[];
    /** Objects that were not installed. */
    readonly leftOut: readonly KubernetesObject[];
    /** Names of the definitions in the chart's own folder for them. */
    readonly definitions: readonly string[];
}

/** Real Helm in front of a real API server; reads charts from this machine alone. */
export class Helm {
    private readonly program: string;
    private readonly folder: string;
    private readonly filter: string;
    private readonly kubeconfig: string;
    private readonly mirror: string | undefined;

    /** @param mirror folder of packed charts. */
    constructor(program: string, { folder, kubeconfig }: ControlPlane, mirror: string | undefined) {
        this.program = program;
        this.folder = join(folder, "helm");
        mkdirSync(this.folder, { mode: 0o700 });
        this.filter = join(this.folder, "leave-out");
        writeFileSync(this.filter, leaveOut, { mode: 0o700 });
        this.kubeconfig = kubeconfig;
        this.mirror = mirror;
    }

    /** Where a chart is on this machine, or why it cannot be had. */
    find(chart: string, version: string): FoundChart {
        return findChart({ chart, version }, this.mirror);
    }

    /** Installs a release, or brings it to new values. @throws Error with Helm's complaint. */
    async upgrade(request: ReleaseRequest): Promise<InstalledRelease> {
        const scratch = mkdtempSync(join(this.folder, "release-"));
        const values = join(scratch, "values.json");
        const aside = join(scratch, "left-out.yaml");
        writeFileSync(values, JSON.stringify(request.values), { mode: 0o600 });
        writeFileSync(aside, "", { mode: 0o600 });
        const { name, namespace, chart, awaited } = request;
        await this.run([
            ...["upgrade", "--install", name, chart, "--namespace", namespace, "--values", values],
            ...["--post-renderer", this.filter, "--post-renderer-args", aside],
            ...["--history-max", "5", "--timeout", "180s", ...(awaited ? ["--wait"] : [])],
        ]);
        const get = async (what: string) =>
            objectsIn(await this.run(["get", what, name, "--namespace", namespace]), namespace);
        const definitions = await this.run(["show", "crds", chart]);
        return {
            objects: await get("manifest"),
            hooks: (await get("hooks")).filter((object) => !isTest(object)),
            leftOut: objectsIn(readFileSync(aside, "utf8"), namespace),
            definitions: definitionNames(definitions),
        };
    }

    /** Takes a release away; that it is not there is fine. */
    async uninstall(name: string, namespace: string): Promise<void> {
        const asked = ["uninstall", name, "--namespace", namespace, "--ignore-not-found"];
        await this.run([...asked, "--wait", "--timeout", "180s"]);
    }

    private async run(args: readonly string[]): Promise<string> {
        const env = { HOME: this.folder, PATH: "/usr/bin:/bin", KUBECONFIG: this.kubeconfig };
        try {
            const options = { env, maxBuffer: largestOutput };
            return (await execute(this.program, [...args], options)).stdout;
        } catch (error) {
            const { stderr } = error as { stderr?: string };
            throw new Error(complaint(stderr ?? String(error)), { cause: error });
        }
    }
}

/** Helm runs tests when it is asked to, never with an installation. */
function isTest({ metadata }: KubernetesObject): boolean {
    return /\btest\b/.test(metadata.annotations?.["helm.sh/hook"] ?? "");
}

/** Helm's last word, without what it says on the way. */
function complaint(stderr: string): string {
    const lines = stderr.split("\n");
    const start = lines.findIndex((line) => line.startsWith("Error: "));
    return lines.slice(Math.max(start, 0)).join("\n").replace("Error: ", "").trim();
}

function objectsIn(manifest: string, namespace: string): KubernetesObject[] {
    // Helm's own parser reads YAML 1.1, where 0555 is a file mode.
    return parseAllDocuments(manifest, { version: "1.1" })
        .map((document) => document.toJS() as KubernetesObject | null)
        .filter((object) => object !== null)
        .map((object) => ({ ...object, metadata: { namespace, ...object.metadata } }));
}

function definitionNames(manifest: string): string[] {
    return manifest
        .split(/^---.*\n/m)
        .filter((text) => /^kind: CustomResourceDefinition$/m.test(text))
        .map((text) => /^ {2}name: "?([^"\n]+?)"?$/m.exec(text)?.[1] ?? "");
}
