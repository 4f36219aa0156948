import { createPrivateKey, X509Certificate } from "node:crypto";
import { parse } from "yaml";
import { clusterRuns, talosNodeType } from "../../../../rehearsal/datacenter/cluster-life";
import { destroyVm } from "../../../../rehearsal/datacenter/proxmox-host";
import { valueAt } from "../../../../rehearsal/provider/path";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { describeTalosMachinery } from "../../../tools/talos-machinery-process";
import { urnOf } from "../stage";
import {
    applyType,
    bootstrapType,
    type ClusterSecrets,
    kubeconfigType,
    secretsType,
    TalosStage,
} from "./talos-stage";

const first = "10.0.0.21";
const worker = "10.0.0.31";
const health = "talos:cluster/getHealth:getHealth";
const install = "machine: { install: { disk: /dev/sda } }";
const fromBase64 = (value: unknown) => Buffer.from(value as string, "base64").toString();

describeTalosMachinery("the stand-in for Talos", (helper) => {
    let stage: TalosStage;
    let secrets: ClusterSecrets;
    let others: ClusterSecrets;
    beforeAll(async () => {
        stage = new TalosStage(helper().program);
        secrets = await stage.secrets();
        others = await stage.secrets();
    });
    beforeEach(() => {
        stage.clear();
        stage.addVm(101, first);
        stage.addVm(111, worker);
    });
    afterAll(() => stage.close());

    const apply = async (
        node: string,
        patches: string[] = [install],
        machineType?: string,
        by = secrets,
    ) =>
        stage.create(applyType, {
            ...(await stage.applying(by, node, machineType)),
            configPatches: patches,
        });
    const client = (node: string, by = secrets): Fields => ({
        clientConfiguration: by.clientConfiguration,
        node,
    });
    const healthy = () =>
        stage.call(health, {
            clientConfiguration: secrets.clientConfiguration,
            controlPlaneNodes: [first],
            workerNodes: [worker],
            endpoints: [first],
        });

    it("makes secrets that are marked as such, and keeps them through a change of version", async () => {
        const made = await stage.create(secretsType, { talosVersion: "v1.12" });
        const marked = made.outputs.secrets.map((path) => path.join("."));
        expect(marked).toEqual(
            expect.arrayContaining([
                "clientConfiguration.clientKey",
                "machineSecrets.certs.k8s.key",
                "machineSecrets.certs.k8sServiceaccount.key",
                "machineSecrets.cluster.secret",
                "machineSecrets.secrets.bootstrapToken",
                "machineSecrets.secrets.secretboxEncryptionSecret",
                "machineSecrets.trustdinfo.token",
            ]),
        );
        const changed = await stage.update(made, { talosVersion: "v1.13" });
        expect(changed.outputs.fields["machineSecrets"]).toEqual(
            made.outputs.fields["machineSecrets"],
        );
        expect((await stage.verdict(made, { talosVersion: "v1.13" })).replaced).toEqual([]);
        expect((await stage.verdict(made, { talosVersion: "v1.11" })).replaced).toEqual([
            "talosVersion",
        ]);
        expect(await stage.preview(secretsType, {})).toMatchObject({
            fields: { machineSecrets: UNKNOWN, clientConfiguration: UNKNOWN },
        });
    });

    describe("a machine", () => {
        it("is not reached without a running VM of its address", async () => {
            await expect(apply("10.0.0.99")).rejects.toThrow("10.0.0.99: no route to host");
            stage.addVm(101, first, false);
            await expect(apply(first)).rejects.toThrow(`${first}: no route to host`);
        });

        it("takes a configuration that Talos accepts, and keeps it secret", async () => {
            const made = await apply(first);
            expect(made.outputs.secrets.map((path) => path.join("."))).toEqual(
                expect.arrayContaining([
                    "clientConfiguration.clientKey",
                    "machineConfiguration",
                    "machineConfigurationInput",
                ]),
            );
            const node = stage.datacenter.get(talosNodeType, first);
            expect(node?.fields).toMatchObject({ role: "controlplane", vmId: 101 });
            expect(node?.secrets).toEqual([["machineConfiguration"]]);
        });

        it.each([
            ["a key that Talos does not know", "machine: { instal: { disk: /dev/sda } }"],
            ["a value Talos refuses", "machine: { kubelet: { nodeIP: { validSubnets: [x/99] } } }"],
            ["a document of an unknown kind", "apiVersion: v1alpha1\nkind: VolumeConfg\nname: A"],
            ["what is no YAML", "machine: ["],
        ])("refuses %s", async (_what, patch) => {
            await expect(apply(first, [install, patch])).rejects.toThrow();
            expect(stage.datacenter.list(talosNodeType)).toEqual([]);
        });

        it("is noted with each document that Talos took, and not when it took none", async () => {
            const named = "apiVersion: v1alpha1\nkind: VolumeConfig\nname: EPHEMERAL";
            await expect(apply(first, [install, `${named}\nnaem: x`])).rejects.toThrow();
            expect(stage.ledger.documentsOf(urnOf(applyType))).toBeUndefined();
            await apply(first, [install, named]);
            expect(stage.ledger.documentsOf(urnOf(applyType))).toEqual(
                expect.arrayContaining(["v1alpha1:Config", "v1alpha1:VolumeConfig"]),
            );
        });

        it("that is configured refuses the client of another cluster", async () => {
            await apply(first);
            const wrong = `${first}: tls: certificate signed by unknown authority`;
            await expect(apply(first, [install], "controlplane", others)).rejects.toThrow(wrong);
            await expect(stage.create(bootstrapType, client(first, others))).rejects.toThrow(wrong);
            await stage.create(bootstrapType, client(first));
            await expect(stage.create(kubeconfigType, client(first, others))).rejects.toThrow(
                wrong,
            );
        });

        it("takes a changed configuration without being made anew", async () => {
            const made = await apply(first);
            const changed = { ...made.inputs.fields, configPatches: [install, "debug: true"] };
            expect((await stage.verdict(made, changed)).replaced).toEqual([]);
            const { outputs } = await stage.update(made, changed);
            expect(outputs.fields["machineConfigurationHash"]).not.toBe(
                made.outputs.fields["machineConfigurationHash"],
            );
        });
    });

    describe("the start of a cluster", () => {
        it("waits for a configured control plane", async () => {
            const start = (node: string) => stage.create(bootstrapType, client(node));
            await expect(start(first)).rejects.toThrow("the machine waits for its configuration");
            await apply(worker, [install], "worker");
            await expect(start(worker)).rejects.toThrow("done on a control plane machine");
            expect(clusterRuns(stage.datacenter)).toBe(false);
        });

        it("happens once", async () => {
            await apply(first);
            await stage.create(bootstrapType, client(first));
            expect(clusterRuns(stage.datacenter)).toBe(true);
            await expect(stage.create(bootstrapType, client(first))).rejects.toThrow(
                "etcd data directory is not empty",
            );
        });

        it("comes before health, which also wants every node configured", async () => {
            await apply(first);
            await expect(healthy()).rejects.toThrow(`${worker}: the machine waits`);
            await apply(worker, [install], "worker");
            await expect(healthy()).rejects.toThrow("waiting for etcd to be healthy");
            await stage.create(bootstrapType, client(first));
            await expect(healthy()).resolves.toMatchObject({ id: "cluster_health" });
        });

        it("comes before a kubeconfig, which the cluster's own authority has signed", async () => {
            await apply(first);
            await expect(stage.create(kubeconfigType, client(first))).rejects.toThrow(
                "the Kubernetes control plane has not been started",
            );
            await stage.create(bootstrapType, client(first));
            const { outputs } = await stage.create(kubeconfigType, client(first));
            expect(outputs.secrets.map((path) => path.join("."))).toEqual(
                expect.arrayContaining([
                    "kubeconfigRaw",
                    "kubernetesClientConfiguration.clientKey",
                    "clientConfiguration.clientKey",
                ]),
            );
            const { clusters, users } = parse(outputs.fields["kubeconfigRaw"] as string) as {
                clusters: { cluster: Record<string, string> }[];
                users: { user: Record<string, string> }[];
            };
            expect(clusters[0]?.cluster["server"]).toBe("https://10.0.0.20:6443");
            const authority = new X509Certificate(
                fromBase64(valueAt(secrets.machineSecrets, ["certs", "k8s", "cert"])),
            );
            const user = users[0]?.user ?? {};
            const certificate = new X509Certificate(fromBase64(user["client-certificate-data"]));
            expect(certificate.verify(authority.publicKey)).toBe(true);
            expect(certificate.subject).toContain("O=system:masters");
            const key = createPrivateKey(fromBase64(user["client-key-data"]));
            expect(certificate.checkPrivateKey(key)).toBe(true);
        });
    });

    it("forgets a cluster whose last control plane is deleted; a machine of that name is new", async () => {
        await apply(first);
        await stage.create(bootstrapType, client(first));
        destroyVm(stage.datacenter, "101");
        expect(clusterRuns(stage.datacenter)).toBe(false);
        stage.addVm(101, first);
        await expect(stage.create(bootstrapType, client(first))).rejects.toThrow(
            "the machine waits for its configuration",
        );
        await expect(apply(first, [install], "controlplane", others)).resolves.toBeDefined();
    });
});
