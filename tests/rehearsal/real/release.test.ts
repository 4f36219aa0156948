import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCluster } from "../../../rehearsal/datacenter/cluster-life";
import { RealCluster } from "../../../rehearsal/real/cluster";
import { releaseType } from "../../../rehearsal/stand-ins/kubernetes/release";
import { kubernetes } from "../../../rehearsal/stand-ins/kubernetes";
import type { Fields } from "../../../rehearsal/provider/value";
import { Stage } from "../unit/stage";
import { describeReal } from "./real-cluster";

const templates = {
    "config.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: pony }\ndata: { colour: {{ .Values.colour | quote }} }\n" +
        "{{ if .Values.broken }}dat: {}\n{{ end }}",
    "webhook.yaml":
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\n" +
        "metadata: { name: pony }\nwebhooks:\n  - name: pony.example.org\n    sideEffects: None\n" +
        "    admissionReviewVersions: [v1]\n    clientConfig: { url: https://127.0.0.1:1/ }\n" +
        "    rules: [{ apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [configmaps] }]\n",
};

describeReal("a release in front of the real API server", () => {
    let cluster: RealCluster;
    let stage: Stage;
    let charts: string;

    beforeAll(async () => {
        charts = mkdtempSync(join(tmpdir(), "homelab-charts-"));
        mkdirSync(join(charts, "pony-1.0.0", "templates"), { recursive: true });
        writeFileSync(
            join(charts, "pony-1.0.0", "Chart.yaml"),
            "apiVersion: v2\nname: pony\nversion: 1.0.0\n",
        );
        for (const [name, text] of Object.entries(templates)) {
            writeFileSync(join(charts, "pony-1.0.0", "templates", name), text);
        }
        cluster = await RealCluster.start({ charts });
        stage = new Stage(kubernetes(cluster));
        startCluster(stage.datacenter, "10.0.0.21");
        await stage.create("kubernetes:core/v1:Namespace", { metadata: { name: "field" } });
    });

    afterAll(async () => {
        await cluster.stop();
        rmSync(charts, { recursive: true });
    });

    const pony = (values: Fields, more: Fields = {}): Fields => ({
        ...{ name: "pony", chart: "pony", version: "1.0.0", namespace: "field", values },
        repositoryOpts: { repo: "https://example.org/charts" },
        ...more,
    });
    const config = async () =>
        (
            await cluster.api.read({
                ...{ apiVersion: "v1", kind: "ConfigMap" },
                metadata: { name: "pony", namespace: "field" },
            })
        )?.["data"];

    it("is installed, changed and taken away by real Helm", async () => {
        const made = await stage.create(releaseType, pony({ colour: "white" }));
        expect(await config()).toEqual({ colour: "white" });
        const changed = await stage.update(made, pony({ colour: "black" }));
        expect(await config()).toEqual({ colour: "black" });
        expect(cluster.ledger.releases()).toMatchObject([
            {
                objects: [
                    { kind: "v1:ConfigMap", acceptance: { by: "server" }, kept: true },
                    { acceptance: { by: "server" }, kept: false },
                ],
            },
        ]);
        await stage.delete(changed);
        expect(await config()).toBeUndefined();
    });

    it("keeps no webhook whose server does not run", async () => {
        const list = await cluster.api.list(
            "admissionregistration.k8s.io/v1",
            "ValidatingWebhookConfiguration",
        );
        expect(list).toEqual([]);
    });

    it("is refused for a field that the server does not know", async () => {
        const release = stage.create(releaseType, pony({ colour: "grey", broken: true }));
        await expect(release).rejects.toThrow(/dat/);
    });

    it("is refused by the schema of the app's chart, with Helm's words", async () => {
        const release = stage.create(releaseType, {
            ...{ name: "app", chart: "./charts/app", namespace: "field" },
            values: { workloads: { main: { image: 7 } } },
        });
        await expect(release).rejects.toThrow(/values don't meet the specifications/);
    });

    it("counts as missing where its chart is not here", async () => {
        await stage.create(releaseType, pony({}, { name: "far", version: "2.0.0" }));
        expect(cluster.ledger.releases().at(-1)?.missing).toContain("has no pony-2.0.0.tgz");
    });

    it("wants its namespace first", async () => {
        const lost = pony({}, { namespace: "nowhere", version: "2.0.0" });
        await expect(stage.create(releaseType, lost)).rejects.toThrow(
            'namespaces "nowhere" not found',
        );
    });
});
