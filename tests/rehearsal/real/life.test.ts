import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { KubernetesObject } from "../../../rehearsal/control-plane/api";
import { talosNodeType } from "../../../rehearsal/datacenter/cluster-life";
import type { RealCluster } from "../../../rehearsal/real/cluster";
import type { Pod } from "../../../rehearsal/real/life/pods";
import { checkWorkloads } from "../../../rehearsal/real/workloads";
import type { Fields } from "../../../rehearsal/provider/value";
import type { Stage } from "../unit/stage";
import { describeReal, realStage } from "./real-cluster";

const machine = (name: string, zone: string) => `
machine:
  type: worker
  nodeLabels: { topology.kubernetes.io/region: home, topology.kubernetes.io/zone: ${zone} }
---
apiVersion: v1alpha1
kind: HostnameConfig
hostname: ${name}
`;

const inApp = (name: string, rest: Fields = {}): Fields => ({
    metadata: { name, namespace: "app" },
    ...rest,
});

const deployment = (name: string, container: Fields = {}, pod: Fields = {}): Fields =>
    inApp(name, {
        spec: {
            selector: { matchLabels: { app: name } },
            template: {
                metadata: { labels: { app: name } },
                spec: { containers: [{ name: "main", image: "a:1", ...container }], ...pod },
            },
        },
    });

const types = {
    deployment: "kubernetes:apps/v1:Deployment",
    claim: "kubernetes:core/v1:PersistentVolumeClaim",
    secret: "kubernetes:core/v1:Secret",
};

describeReal("life around a real control plane", () => {
    let cluster: RealCluster;
    let stage: Stage;

    beforeAll(async () => {
        ({ cluster, stage } = await realStage());
        start("10.0.0.31", "worker-01", "pve1");
        cluster.enliven(stage.datacenter);
        await stage.create("kubernetes:core/v1:Namespace", { metadata: { name: "app" } });
        await stage.create("kubernetes:storage.k8s.io/v1:StorageClass", {
            metadata: { name: "encrypted" },
            provisioner: "csi.proxmox.sinextra.dev",
            volumeBindingMode: "WaitForFirstConsumer",
            parameters: {
                storage: "local-lvm",
                "csi.storage.k8s.io/node-stage-secret-name": "luks",
                "csi.storage.k8s.io/node-stage-secret-namespace": "app",
            },
        });
    });

    afterAll(() => cluster.stop());

    function start(address: string, name: string, zone: string): void {
        const fields = { role: "worker", machineConfiguration: machine(name, zone) };
        stage.datacenter.put(talosNodeType, address, fields);
    }

    async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
        for (;;) {
            const found = await look();
            if (found !== undefined) return found;
            await wait(100);
        }
    }

    const live = (apiVersion: string, kind: string, name: string) =>
        cluster.api.read({ apiVersion, kind, metadata: { name, namespace: "app" } });
    const statusOf = (object: KubernetesObject | undefined) =>
        (object?.["status"] ?? {}) as Record<string, unknown>;

    it("has the datacenter's machines for nodes, under their own names", async () => {
        const node = await until(async () => (await cluster.api.list("v1", "Node"))[0]);
        expect(node.metadata.name).toBe("worker-01");
        expect(node.metadata.labels).toMatchObject({ "topology.kubernetes.io/zone": "pve1" });
    });

    it("lets pods run once what they need is there", async () => {
        const env = [
            { name: "A", valueFrom: { secretKeyRef: { name: "login", key: "password" } } },
        ];
        await stage.create(types.deployment, deployment("careful", { env }));
        await stage.create(types.secret, inApp("login", { stringData: { user: "me" } }));
        await stage.create(types.deployment, deployment("plain"));
        await until(async () =>
            statusOf(await live("apps/v1", "Deployment", "plain"))["readyReplicas"] === 1
                ? true
                : undefined,
        );
        expect(
            statusOf(await live("apps/v1", "Deployment", "careful"))["readyReplicas"],
        ).toBeUndefined();
        const made = { metadata: { name: "login", namespace: "app" } };
        await cluster.api.apply({
            ...{ apiVersion: "v1", kind: "Secret", ...made },
            stringData: { password: "p" },
        });
        await until(async () =>
            statusOf(await live("apps/v1", "Deployment", "careful"))["readyReplicas"] === 1
                ? true
                : undefined,
        );
    });

    it("has the authority of each database, as its operator makes it", async () => {
        const database = { apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster" };
        await cluster.definitions.teachOpen({ ...database, namespaced: true });
        await cluster.api.apply({ ...database, metadata: { name: "mail", namespace: "app" } });
        const made = await until(() => live("v1", "Secret", "mail-ca"));
        expect(Object.keys(made["data"] as object)).toEqual(["ca.crt", "ca.key"]);
    });

    it("makes volumes as their class says, and sees that nothing would encrypt them", async () => {
        await stage.create(
            types.claim,
            inApp("photos", {
                spec: {
                    storageClassName: "encrypted",
                    accessModes: ["ReadWriteOnce"],
                    resources: { requests: { storage: "5Gi" } },
                },
            }),
        );
        const mount = { volumeMounts: [{ name: "photos", mountPath: "/photos" }] };
        const volumes = [{ name: "photos", persistentVolumeClaim: { claimName: "photos" } }];
        await stage.create(types.deployment, deployment("library", mount, { volumes }));
        await until(async () =>
            statusOf(await live("v1", "PersistentVolumeClaim", "photos"))["phase"] === "Bound"
                ? true
                : undefined,
        );
        expect(cluster.life?.volumes()).toEqual([
            {
                claim: "app/photos",
                storageClass: "encrypted",
                size: "5Gi",
                reclaimPolicy: "Delete",
                secret: "app/luks",
            },
        ]);
        const standing = { real: cluster, stack: undefined as never, apps: [], places: [] };
        expect((await checkWorkloads(standing)).problems).toEqual([
            "app/photos: the Secret app/luks has no encryption-passphrase",
        ]);
    });

    it("moves pods off a machine that is drained, but for those whose disk stays on its host", async () => {
        start("10.0.0.32", "worker-02", "pve2");
        await until(async () =>
            (await cluster.api.list("v1", "Node")).length === 2 ? true : undefined,
        );
        const drained = { apiVersion: "v1", kind: "Node", metadata: { name: "worker-01" } };
        await cluster.api.merge(drained, { spec: { unschedulable: true } });
        const pods = async () => (await cluster.api.list("v1", "Pod", "app")) as Pod[];
        for (const pod of await pods()) {
            const { name, namespace } = pod.metadata;
            const eviction = {
                apiVersion: "policy/v1",
                kind: "Eviction",
                metadata: { name, namespace },
            };
            const path = await cluster.api.pathOf(pod);
            await cluster.api.send("POST", `${path}/eviction`, JSON.stringify(eviction));
        }
        const places = async () =>
            Object.fromEntries(
                (await pods()).map(({ metadata, spec, status }) => [
                    metadata.labels?.["app"] ?? "",
                    `${spec.nodeName ?? "nowhere"}: ${status?.phase ?? ""}`,
                ]),
            );
        const settled = {
            careful: "worker-02: Running",
            plain: "worker-02: Running",
            library: "nowhere: Pending",
        };
        await until(async () => (isDeepStrictEqual(await places(), settled) ? true : undefined));
        await cluster.api.merge(drained, { spec: { unschedulable: null } });
        await until(async () =>
            (await places())["library"] === "worker-01: Running" ? true : undefined,
        );
    });

    it("sends a pod to the host that its volume's class is limited to", async () => {
        // Twice each way: a scheduler that does not look would have to be lucky four times.
        const hosts = ["pve1", "pve2", "pve2", "pve1"];
        for (const [index, host] of hosts.entries()) {
            const name = `limited-${String(index)}`;
            await stage.create("kubernetes:storage.k8s.io/v1:StorageClass", {
                metadata: { name },
                provisioner: "csi.proxmox.sinextra.dev",
                volumeBindingMode: "WaitForFirstConsumer",
                parameters: { storage: "tank" },
                allowedTopologies: [
                    {
                        matchLabelExpressions: [
                            { key: "topology.kubernetes.io/region", values: ["home"] },
                            { key: "topology.kubernetes.io/zone", values: [host] },
                        ],
                    },
                ],
            });
            await stage.create(
                types.claim,
                inApp(name, {
                    spec: {
                        storageClassName: name,
                        accessModes: ["ReadWriteOnce"],
                        resources: { requests: { storage: "1Gi" } },
                    },
                }),
            );
            const volumes = [{ name: "data", persistentVolumeClaim: { claimName: name } }];
            const mount = { volumeMounts: [{ name: "data", mountPath: "/data" }] };
            await stage.create(types.deployment, deployment(name, mount, { volumes }));
        }
        const zonesOf = async (name: string) => {
            const claim = (await live("v1", "PersistentVolumeClaim", name)) as
                { spec: { volumeName?: string } } | undefined;
            const volume = await cluster.api.read({
                apiVersion: "v1",
                kind: "PersistentVolume",
                metadata: { name: claim?.spec.volumeName ?? "none" },
            });
            return volume && JSON.stringify(volume["spec"]);
        };
        for (const [index, host] of hosts.entries()) {
            const spec = await until(() => zonesOf(`limited-${String(index)}`));
            expect(spec).toContain(`"volumeHandle":"${host}/tank/`);
        }
    });
});
