import * as kubernetes from "@pulumi/kubernetes";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { startCluster } from "../../../rehearsal/datacenter/cluster-life";
import { changed } from "../../../rehearsal/engine/outcome";
import { Rehearsal } from "../../../rehearsal/rehearsal";
import { repository } from "../../support/shipped-program";
import { describeReal } from "./real-cluster";

const typescript = require.resolve("ts-node/register/transpile-only");
const namespaceType = "kubernetes:core/v1:Namespace";

/** Installs a program on PATH that stands for Pulumi's own provider of Kubernetes. */
function installPlugin(folder: string): void {
    const lines = [
        `#!${process.execPath}`,
        `process.env.TS_NODE_PROJECT = ${JSON.stringify(join(repository, "tsconfig.json"))};`,
        `require(${JSON.stringify(typescript)});`,
        `require(${JSON.stringify(join(__dirname, "played-plugin"))}).servePlugin();`,
    ];
    writeFileSync(join(folder, "pulumi-resource-kubernetes"), lines.join("\n"), { mode: 0o700 });
}

let colour = "white";

function program() {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "", clusterIdentifier: "c" });
    const namespace = new kubernetes.core.v1.Namespace(
        "field",
        { metadata: { name: "field" } },
        { provider },
    );
    new kubernetes.core.v1.ConfigMap(
        "pony",
        { metadata: { name: "pony", namespace: "field", labels: { colour } }, data: { colour } },
        { provider, dependsOn: namespace },
    );
    return Promise.resolve({});
}

describeReal("an installed provider of Kubernetes", () => {
    let folder: string;
    let rehearsal: Rehearsal;
    const path = process.env["PATH"] ?? "";

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), "homelab-plugin-"));
        installPlugin(folder);
        process.env["PATH"] = [folder, path].join(delimiter);
        rehearsal = await Rehearsal.open({ program, real: {} });
        startCluster(rehearsal.datacenter, "10.0.0.21");
    });

    afterAll(async () => {
        await rehearsal.close();
        process.env["PATH"] = path;
        rmSync(folder, { recursive: true });
    });

    const objects = () =>
        rehearsal.datacenter
            .list()
            .filter(({ id }) => id.includes("field"))
            .map(({ type, id }) => `${type} ${id}`);

    it("is found, started and told apart by its version", () => {
        expect(rehearsal.real?.plugin?.version).toBe("4.34.2");
    });

    it("makes nothing in a preview", async () => {
        expect(await rehearsal.stack.preview()).toMatchObject({ succeeded: true });
        expect(objects()).toEqual([]);
    });

    it("is asked instead of the API server, and what it took is noted", async () => {
        const up = await rehearsal.stack.up();
        expect(up).toMatchObject({ succeeded: true, error: "" });
        expect(objects()).toEqual([
            "kubernetes:core/Namespace field",
            "kubernetes:core/ConfigMap field/pony",
        ]);
        const { urn } = up.steps.find(({ type }) => type === namespaceType) ?? { urn: "" };
        expect(rehearsal.real?.ledger.of(urn)).toEqual({ by: "server" });
        const name = { apiVersion: "v1", kind: "Namespace", metadata: { name: "field" } };
        expect(await rehearsal.real?.api.read(name)).toBeUndefined();
    });

    it("finds again what it made", async () => {
        const refresh = await rehearsal.stack.refresh();
        expect(refresh).toMatchObject({ succeeded: true });
        expect(changed(refresh)).toEqual([]);
    });

    it("refuses in its own words", async () => {
        colour = "whiter than white";
        const up = await rehearsal.stack.up();
        expect(up.succeeded).toBe(false);
        expect(up.output).toContain('"whiter than white" is no label value');
        colour = "black";
        expect((await rehearsal.stack.up()).changes).toMatchObject({ replace: 1 });
    });

    it("takes away what it made", async () => {
        expect(await rehearsal.stack.destroy()).toMatchObject({ succeeded: true });
        expect(objects()).toEqual([]);
    });
});
