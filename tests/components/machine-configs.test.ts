import { parseAllDocuments } from "yaml";
import { registries, registryCacheAddress } from "../../catalogue/registries";
import { installPatch, machineConfigPatches } from "../../components/cluster/machine-config";
import type { HomelabConfig } from "../../config/schema";
import type { Recorded } from "../support/record";
import { describeTalosMachinery, type TalosMachinery } from "../tools/talos-machinery-process";
import { shippedHomelab } from "./homelabs";

const applyType = "talos:machine/configurationApply:ConfigurationApply";

/** The parts of a machine's configuration that are looked at here. */
interface Main {
    readonly machine: {
        readonly type: string;
        readonly nodeLabels: Readonly<Record<string, string>>;
        readonly install: { readonly disk: string; readonly image: string };
        readonly network: {
            readonly nameservers: readonly string[];
            readonly interfaces: readonly {
                readonly addresses: readonly string[];
                readonly dhcp: boolean;
                readonly vip?: { readonly ip: string };
            }[];
        };
        readonly kubelet: { readonly extraConfig: object };
        readonly features: Readonly<Record<string, object | undefined>>;
    };
    readonly cluster: {
        readonly network: {
            readonly cni: { readonly name: string };
            readonly podSubnets: readonly string[];
            readonly serviceSubnets: readonly string[];
        };
        readonly proxy?: { readonly disabled: boolean };
        readonly controlPlane: { readonly endpoint: string };
        readonly allowSchedulingOnControlPlanes?: boolean;
        readonly apiServer?: { readonly extraArgs?: Readonly<Record<string, string>> };
    };
}

interface Document {
    readonly kind?: string;
    readonly name?: string;
    readonly hostname?: string;
    readonly endpoints?: readonly object[];
    readonly skipFallback?: boolean;
    readonly encryption?: { readonly provider: string; readonly keys: readonly object[] };
}

/** A node's configuration as Talos holds it in the end. */
interface Configured {
    readonly main: Main;
    readonly documents: readonly Document[];
}

describeTalosMachinery("the machine configurations of the shipped stack", (helper) => {
    let talos: TalosMachinery;
    let config: HomelabConfig;
    let applied: readonly Recorded[];
    const generated: Record<string, string> = {};
    const nodes: Record<string, Configured> = {};

    const apply = async (role: string, configPatches: readonly string[]): Promise<Configured> => {
        const { machineConfiguration } = await talos.call<{ machineConfiguration: string }>(
            "apply",
            { machineConfiguration: generated[role], configPatches },
        );
        const [main, ...documents] = parseAllDocuments(machineConfiguration).map(
            (document) => document.toJS() as unknown,
        );
        return { main: main as Main, documents: documents as Document[] };
    };

    beforeAll(async () => {
        talos = helper();
        const built = await shippedHomelab();
        config = built.config;
        applied = built.recorded.filter(({ type }) => type === applyType);
        const { cluster } = config;
        const talosVersion = /^v\d+\.\d+/.exec(cluster.talosVersion)?.[0];
        const { machineSecrets } = await talos.call<{ machineSecrets: object }>("secrets", {
            talosVersion,
        });
        for (const machineType of ["controlplane", "worker"]) {
            const made = await talos.call<{ machineConfiguration: string }>("configuration", {
                clusterName: cluster.name,
                clusterEndpoint: `https://${cluster.endpoint}:6443`,
                machineType,
                machineSecrets,
                talosVersion,
                kubernetesVersion: cluster.kubernetesVersion,
            });
            generated[machineType] = made.machineConfiguration;
        }
        for (const { name, role } of cluster.nodes) {
            const inputs = applied.find((one) => one.name === `${name}-config`)?.inputs;
            nodes[name] = await apply(role, inputs?.["configPatches"] as string[]);
        }
    });

    /** Each node beside its place in the stack's configuration. */
    const each = () =>
        config.cluster.nodes.map((node) => {
            const configured = nodes[node.name];
            if (configured === undefined) {
                throw new Error(`${node.name} has no configuration`);
            }
            return { node, ...configured };
        });
    const only = (documents: readonly Document[], kind: string, name?: string) => {
        const found = documents.filter((one) => one.kind === kind && one.name === name);
        expect(found).toHaveLength(1);
        return found[0] ?? {};
    };

    it("are one for each node, for its address, and accepted by Talos", () => {
        const addresses = applied.map(({ inputs }) => inputs["node"]);
        expect(addresses).toEqual(config.cluster.nodes.map(({ ip }) => ip));
        expect(each().map(({ main }) => main.machine.type)).toEqual(
            config.cluster.nodes.map(({ role }) => role),
        );
    });

    it("leave the network to Cilium", () => {
        for (const { main } of each()) {
            expect(main.cluster.network).toMatchObject({
                cni: { name: "none" },
                podSubnets: [config.network.podCidr],
                serviceSubnets: [config.network.serviceCidr],
            });
            expect(main.cluster.proxy).toMatchObject({ disabled: true });
        }
    });

    it("encrypt what a node keeps, the data with what lies in the other part", () => {
        for (const { documents } of each()) {
            const state = only(documents, "VolumeConfig", "STATE");
            const ephemeral = only(documents, "VolumeConfig", "EPHEMERAL");
            expect(state.encryption).toMatchObject({
                provider: "luks2",
                keys: [{ slot: 0, tpm: expect.anything() as unknown }],
            });
            expect(ephemeral.encryption).toMatchObject({
                provider: "luks2",
                keys: [{ slot: 0, tpm: expect.anything() as unknown, lockToState: true }],
            });
        }
    });

    it("name the node, and say where it stands", () => {
        for (const { node, main, documents } of each()) {
            expect(only(documents, "HostnameConfig").hostname).toBe(node.name);
            expect(main.machine.nodeLabels).toMatchObject({
                "topology.kubernetes.io/region": config.proxmox.region,
                "topology.kubernetes.io/zone": node.host,
            });
        }
    });

    it("give the node its own address, the house's name servers and no DHCP", () => {
        const length = config.network.lan.cidr.split("/")[1] ?? "";
        for (const { node, main } of each()) {
            expect(main.machine.network.nameservers).toEqual(config.network.lan.dns);
            expect(main.machine.network.interfaces).toHaveLength(1);
            expect(main.machine.network.interfaces[0]).toMatchObject({
                dhcp: false,
                addresses: [`${node.ip}/${length}`],
            });
        }
    });

    it("share the cluster's address among the control planes only", () => {
        for (const { node, main } of each()) {
            expect(main.machine.network.interfaces[0]?.vip).toEqual(
                node.role === "controlplane" ? { ip: config.cluster.endpoint } : undefined,
            );
            expect(main.cluster.controlPlane.endpoint).toBe(
                `https://${config.cluster.endpoint}:6443`,
            );
        }
    });

    it("install the image that was made for the stack, with signed boot for TPM keys", () => {
        for (const { main } of each()) {
            expect(main.machine.install).toMatchObject({
                disk: "/dev/sda",
                image: `factory.talos.dev/nocloud-installer-secureboot/talos-image-schematic-id:${config.cluster.talosVersion}`,
            });
        }
    });

    it("ask the house's cache for images first, then the registry, and never wait for it", () => {
        const address = registryCacheAddress(config.network.serviceCidr);
        for (const { documents } of each()) {
            const mirrors = documents.filter(({ kind }) => kind === "RegistryMirrorConfig");
            expect(mirrors.map(({ name }) => name)).toEqual(registries.map(({ name }) => name));
            for (const { name, endpoints, skipFallback } of mirrors) {
                expect(endpoints?.[0]).toEqual({
                    url: `http://${address}:5000/v2/${name ?? ""}`,
                    overridePath: true,
                });
                expect(skipFallback).toBe(false);
            }
            only(documents, "BlackholeRouteConfig", `${address}/32`);
        }
    });

    it("clear images away before the disk is full, and keep logs short", () => {
        for (const { main } of each()) {
            expect(main.machine.kubelet.extraConfig).toEqual({
                containerLogMaxFiles: 3,
                containerLogMaxSize: "10Mi",
                imageGCHighThresholdPercent: 75,
                imageGCLowThresholdPercent: 60,
            });
        }
    });

    it("bound the audit log of each API server", () => {
        for (const { node, main } of each()) {
            expect(main.cluster.apiServer?.extraArgs).toEqual(
                node.role === "controlplane"
                    ? {
                          "audit-log-maxage": "14",
                          "audit-log-maxbackup": "4",
                          "audit-log-maxsize": "100",
                      }
                    : undefined,
            );
        }
    });

    it("open the Talos API to the etcd backup on control planes only", () => {
        for (const { node, main } of each()) {
            expect(main.machine.features["kubernetesTalosAPIAccess"]).toEqual(
                node.role === "controlplane"
                    ? {
                          enabled: true,
                          allowedRoles: ["os:etcd:backup"],
                          allowedKubernetesNamespaces: ["talos-backup"],
                      }
                    : undefined,
            );
        }
    });

    it("open the Talos API to nobody while no bucket takes snapshots", async () => {
        const node = config.cluster.nodes.find(({ role }) => role === "controlplane");
        if (node === undefined) {
            throw new Error("there is no control plane");
        }
        const kept = ({ kind }: { readonly kind: string }) => kind !== "s3" && kind !== "r2";
        const targets = config.backup.targets.filter(kept);
        expect(targets.length).toBeGreaterThan(0);
        for (const left of [targets, []]) {
            const patches = machineConfigPatches({ ...config, backup: { targets: left } }, node);
            const { main } = await apply("controlplane", patches);
            expect(main.machine.features["kubernetesTalosAPIAccess"]).toBeUndefined();
        }
    });

    it("keep pods off control planes while there are workers, and on them otherwise", async () => {
        const [first] = each().filter(({ node }) => node.role === "controlplane");
        expect(first?.main.cluster.allowSchedulingOnControlPlanes ?? false).toBe(false);
        const node = config.cluster.nodes.find(({ role }) => role === "controlplane");
        if (node === undefined) {
            throw new Error("there is no control plane");
        }
        const alone = { ...config, cluster: { ...config.cluster, nodes: [node] } };
        const { main } = await apply("controlplane", machineConfigPatches(alone, node));
        expect(main.cluster.allowSchedulingOnControlPlanes).toBe(true);
    });

    it("use the node's own identity where it has no TPM", async () => {
        const cluster = { ...config.cluster, diskEncryption: "nodeId" } as const;
        for (const node of cluster.nodes) {
            const patches = machineConfigPatches({ ...config, cluster }, node);
            const { documents } = await apply(node.role, [...patches, installPatch("image:v1")]);
            for (const name of ["STATE", "EPHEMERAL"]) {
                const { encryption } = only(documents, "VolumeConfig", name);
                expect(encryption?.keys).toEqual([
                    expect.objectContaining({ nodeID: expect.anything() as unknown }),
                ]);
                expect(encryption?.keys[0]).not.toHaveProperty("tpm");
            }
        }
    });

    it.each([
        ["a key in the wrong place", "cni: { name: none }", "machine: { cni: { name: none } }"],
        ["a misspelt volume", "kind: VolumeConfig", "kind: VolumeConfg"],
        ["an unknown encryption", "provider: luks2", "provider: luks3"],
    ])("are refused with %s", async (_what, right, wrong) => {
        const [node] = config.cluster.nodes;
        if (node === undefined) {
            throw new Error("there is no node");
        }
        const patches = machineConfigPatches(config, node);
        const broken = right.startsWith("cni")
            ? [...patches, wrong]
            : patches.map((patch) => patch.replace(right, wrong));
        expect(broken).not.toEqual(patches);
        await expect(apply(node.role, patches)).resolves.toBeDefined();
        await expect(apply(node.role, broken)).rejects.toThrow();
    });
});
