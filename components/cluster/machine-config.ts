import { stringify } from "yaml";
import { rolesOf } from "../../catalogue/backup/targets";
import { deviceLabels, nodeDevices } from "../../catalogue/node-device";
import type { HomelabConfig, NodeConfig } from "../../config/schema";
import { nodeAddress } from "../node-address";
import { registryMirrors } from "./registry-mirrors";

/** Namespace whose service accounts may ask Talos for etcd snapshots, and nothing else. */
export const etcdBackupNamespace = "talos-backup";

export interface MachineConfigArgs extends Pick<
    HomelabConfig,
    "proxmox" | "cluster" | "network" | "observability" | "backup"
> {
    /** Address of the cache that nodes pull images from first; absent without one. */
    readonly registryCache?: string | undefined;
}

/**
 * The patches that turn Talos' generated configuration into one node's own, as YAML documents.
 * All are plain text, so that preview and policies see them.
 *
 * @see https://www.talos.dev/v1.13/reference/configuration/
 */
export function machineConfigPatches(args: MachineConfigArgs, node: NodeConfig): string[] {
    const controlPlane = node.role === "controlplane";
    // Without a bucket nothing takes snapshots, and nobody is let in for them.
    const snapshotted = rolesOf(args.backup.targets).first !== undefined;
    return [
        machinePatch(args, node),
        ...(controlPlane && snapshotted ? [talosApiAccess()] : []),
        clusterPatch(args, controlPlane),
        ...(controlPlane && args.observability.grafanaCloud ? [etcdMetrics(node)] : []),
        { apiVersion: "v1alpha1", kind: "HostnameConfig", auto: "off", hostname: node.name },
        ...volumeEncryption(args.cluster.diskEncryption),
        ...registryMirrors(args.registryCache),
    ].map((document) => stringify(document));
}

/** The patch that pins what the node installs; apart because the image is known only at run time. */
export function installPatch(image: string): string {
    return stringify({ machine: { install: { disk: "/dev/sda", image, wipe: false } } });
}

function machinePatch(args: MachineConfigArgs, node: NodeConfig) {
    const { lan } = args.network;
    return {
        machine: {
            // The CSI driver matches these with the Proxmox cluster and host that hold a disk.
            nodeLabels: {
                "topology.kubernetes.io/region": args.proxmox.region,
                "topology.kubernetes.io/zone": node.host,
                ...deviceLabels(nodeDevices.filter((device) => node.devices?.[device])),
            },
            network: {
                nameservers: lan.dns,
                interfaces: [
                    {
                        deviceSelector: { physical: true },
                        dhcp: false,
                        addresses: [nodeAddress(node.ip, lan.cidr)],
                        routes: [{ network: "0.0.0.0/0", gateway: lan.gateway }],
                        ...(node.role === "controlplane" && { vip: { ip: args.cluster.endpoint } }),
                    },
                ],
            },
            features: { kubePrism: { enabled: true, port: 7445 } },
            kubelet: {
                nodeIP: { validSubnets: [lan.cidr] },
                extraConfig: {
                    containerLogMaxSize: "10Mi",
                    containerLogMaxFiles: 3,
                    imageGCHighThresholdPercent: 75,
                    imageGCLowThresholdPercent: 60,
                },
            },
        },
    };
}

/** Lets the snapshot job, and only it, read etcd through the Talos API. */
function talosApiAccess() {
    return {
        machine: {
            features: {
                kubernetesTalosAPIAccess: {
                    enabled: true,
                    allowedRoles: ["os:etcd:backup"],
                    allowedKubernetesNamespaces: [etcdBackupNamespace],
                },
            },
        },
    };
}

/** Days, files and MiB that the audit log may take; Talos' own bounds are 30, 10 and 100. */
const auditLogBounds = {
    "audit-log-maxage": "14",
    "audit-log-maxbackup": "4",
    "audit-log-maxsize": "100",
};

function clusterPatch(args: MachineConfigArgs, controlPlane: boolean) {
    return {
        cluster: {
            // Cilium replaces both; a second CNI or kube-proxy would fight it.
            network: {
                cni: { name: "none" },
                podSubnets: [args.network.podCidr],
                serviceSubnets: [args.network.serviceCidr],
            },
            proxy: { disabled: true },
            ...(controlPlane && {
                allowSchedulingOnControlPlanes: args.cluster.nodes.every(
                    (node) => node.role === "controlplane",
                ),
                apiServer: { extraArgs: auditLogBounds },
            }),
        },
    };
}

/**
 * Lets etcd show its metrics beside its own port, which asks for a certificate. Only other nodes
 * come there: the nodes' firewall lets nobody else to this port.
 */
function etcdMetrics(node: NodeConfig) {
    const address = `http://${node.ip}:2381`;
    return { cluster: { etcd: { extraArgs: { "listen-metrics-urls": address } } } };
}

/** STATE and EPHEMERAL encrypted with LUKS2; takes effect when the node is installed. */
function volumeEncryption(key: HomelabConfig["cluster"]["diskEncryption"]) {
    const slot = key === "tpm" ? { tpm: {} } : { nodeID: {} };
    const volume = (name: string, extra: object) => ({
        apiVersion: "v1alpha1",
        kind: "VolumeConfig",
        name,
        encryption: { provider: "luks2", keys: [{ slot: 0, ...slot, ...extra }] },
    });
    return [volume("STATE", {}), volume("EPHEMERAL", { lockToState: true })];
}
