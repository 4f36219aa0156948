import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endCluster, startCluster } from "../../../../rehearsal/datacenter/cluster-life";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { kubernetes } from "../../../../rehearsal/stand-ins/kubernetes";
import { releaseType } from "../../../../rehearsal/stand-ins/kubernetes/release";
import { Stage, without } from "../stage";

const sealedType = "kubernetes:bitnami.com/v1alpha1:SealedSecret";
const release: Fields = {
    name: "sealed-secrets",
    namespace: "default",
    chart: "sealed-secrets",
    version: "2.19.1",
    repositoryOpts: { repo: "https://example.org/charts" },
    values: { replicas: 1 },
};

let stage: Stage;
beforeEach(() => {
    stage = new Stage(kubernetes());
    startCluster(stage.datacenter, "10.0.0.21");
});

describe("a release", () => {
    it("brings the kinds of its chart, which stay when it goes", async () => {
        const sealed = { metadata: { name: "s" } };
        await expect(stage.create(sealedType, sealed)).rejects.toThrow("no matches for kind");
        const made = await stage.create(releaseType, release);
        await expect(stage.create(sealedType, sealed)).resolves.toMatchObject({ id: "default/s" });
        await stage.delete(made);
        expect(await stage.read(made)).toBeUndefined();
        const other = { metadata: { name: "t" } };
        await expect(stage.create(sealedType, other)).resolves.toBeDefined();
    });

    it("knows a chart by the last part of an address", async () => {
        const plain = without(release, "repositoryOpts");
        const chart = "oci://example.org/charts/sealed-secrets";
        await stage.create(releaseType, { ...plain, chart });
        await expect(stage.create(sealedType, { metadata: { name: "s" } })).resolves.toBeDefined();
    });

    it("of an unknown chart brings no kinds", async () => {
        await stage.create(releaseType, { ...release, chart: "whoami" });
        await expect(stage.create(sealedType, { metadata: { name: "s" } })).rejects.toThrow(
            "no matches for kind",
        );
    });

    it("cannot have a name that is in use in its namespace", async () => {
        await stage.create(releaseType, release);
        await expect(stage.create(releaseType, release)).rejects.toThrow(
            "cannot re-use a name that is still in use",
        );
        const elsewhere = { ...release, namespace: "kube-system" };
        await expect(stage.create(releaseType, elsewhere)).resolves.toBeDefined();
    });

    it("needs its cluster and its namespace, which it may be told to make", async () => {
        const apart = { ...release, namespace: "apart" };
        await expect(stage.create(releaseType, apart)).rejects.toThrow('"apart" not found');
        await expect(
            stage.create(releaseType, { ...apart, createNamespace: true }),
        ).resolves.toBeDefined();
        endCluster(stage.datacenter);
        await expect(stage.create(releaseType, release)).rejects.toThrow("connection refused");
    });

    it("counts its revisions", async () => {
        const made = await stage.create(releaseType, release);
        expect(made.outputs.fields["status"]).toMatchObject({ status: "deployed", revision: 1 });
        const changed = await stage.update(made, { ...release, version: "2.20.0" });
        expect(changed.outputs.fields["status"]).toMatchObject({ version: "2.20.0", revision: 2 });
    });

    it("does not say beforehand how it will be", async () => {
        const { fields } = await stage.preview(releaseType, release);
        expect(fields).toMatchObject({ ...release, status: UNKNOWN, resourceNames: UNKNOWN });
        const made = await stage.create(releaseType, release);
        const news = { fields: release, secrets: [] };
        const { fields: updated } = await stage.life.update(made, made, news, true);
        expect(updated["status"]).toBe(UNKNOWN);
    });

    it.each<[string, Fields, string[]]>([
        ["values", { values: { replicas: 2 } }, []],
        ["a version", { version: "3.0.0" }, []],
        ["a name", { name: "other" }, ["name"]],
        ["a namespace", { namespace: "kube-system" }, ["namespace"]],
    ])("with other %s is changed or replaced as Helm would", async (_what, change, replaced) => {
        const made = await stage.create(releaseType, release);
        expect(await stage.verdict(made, { ...release, ...change })).toMatchObject({ replaced });
    });

    it("that someone removed is missed", async () => {
        const made = await stage.create(releaseType, release);
        stage.datacenter.remove("kubernetes:helm.sh/Release", made.id);
        await expect(stage.update(made, release)).rejects.toThrow("has no deployed releases");
    });
});

describe("a chart", () => {
    const nowhere = without(release, "repositoryOpts");

    it("by name is refused without a repository", () => {
        expect(stage.problems(releaseType, release)).toEqual([]);
        expect(stage.problems(releaseType, nowhere)).toEqual([
            "chart: sealed-secrets: no such folder, and no repository is given",
        ]);
    });

    it("may be an address, unknown, or a folder that holds one", () => {
        const folder = mkdtempSync(join(tmpdir(), "homelab-chart-"));
        try {
            const problems = (chart: Fields[string]) =>
                stage.problems(releaseType, { ...nowhere, chart });
            expect(problems("oci://example.org/x")).toEqual([]);
            expect(problems(UNKNOWN)).toEqual([]);
            expect(problems(folder)).toEqual([
                `chart: ${folder}: no such folder, and no repository is given`,
            ]);
            writeFileSync(join(folder, "Chart.yaml"), "name: x\n");
            expect(problems(folder)).toEqual([]);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("must be named", () => {
        const unnamed = without(release, "chart");
        expect(stage.problems(releaseType, unnamed)).toEqual([
            "chart: Missing required property 'chart'",
        ]);
    });
});
