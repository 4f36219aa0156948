import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import { rolesOf } from "../../catalogue/backup/targets";
import type { HomelabConfig, NodeConfig } from "../../config/schema";
import { CsiAccount } from "./csi-account";
import { MachineBackup } from "./machine-backup";
import { MetricsAccount } from "./metrics-account";
import { NodeFirewall } from "./node-firewall";
import { NodeVm } from "./node-vm";
import { definedPools } from "./storage-pools";
import { TalosImage } from "./talos-image";

export interface InfrastructureArgs extends Pick<
    HomelabConfig,
    "proxmox" | "cluster" | "network" | "storage" | "observability" | "backup"
> {
    /** Password of the user on Proxmox Backup Server; absent without one. */
    readonly backupServerPassword: pulumi.Output<string> | undefined;
    /** All apps that run. */
    readonly running: readonly AnyApp[];
    readonly protected: boolean;
}

/** What has to be there before machines. */
interface MachineSurroundings {
    readonly firewall: NodeFirewall;
    readonly trustedBoot: boolean;
    readonly pools: pulumi.Resource[];
}

/** Layer 3: what Proxmox provides: the VMs of the nodes, their image and firewall, the volume driver's account. */
export class Infrastructure extends pulumi.ComponentResource {
    readonly image: TalosImage;
    readonly csiAccount: CsiAccount;
    /** Absent while nothing is collected. */
    readonly metricsAccount: MetricsAccount | undefined;
    /** Absent without a Proxmox Backup Server. */
    readonly machineBackup: MachineBackup | undefined;
    /** VMs by node name. */
    readonly nodes: Readonly<Record<string, NodeVm>>;

    constructor(name: string, args: InfrastructureArgs, opts?: pulumi.ComponentResourceOptions) {
        const { cluster, proxmox } = args;
        super(
            "homelab:infrastructure:Infrastructure",
            name,
            {
                region: proxmox.region,
                hosts: proxmox.hosts.map(hostFacts),
                protected: args.protected,
            },
            opts,
        );
        const trustedBoot = cluster.diskEncryption === "tpm";
        const pools = definedPools(
            "storage-pools",
            { hosts: proxmox.hosts, protected: args.protected },
            { parent: this },
        );

        this.image = new TalosImage(
            "talos-image",
            {
                version: cluster.talosVersion,
                secureBoot: trustedBoot,
                hosts: [...new Set(cluster.nodes.map((node) => node.host))],
                drivers: driversOf(cluster.nodes),
                pool: args.storage.imagePool,
            },
            { parent: this, dependsOn: pools },
        );
        const firewall = new NodeFirewall(
            "node-firewall",
            {
                cluster: cluster.name,
                lanCidr: args.network.lan.cidr,
                nodeIps: cluster.nodes.map((node) => node.ip),
                heard: devicesHeard(args.running, args.network.devices),
            },
            { parent: this },
        );
        this.csiAccount = new CsiAccount("csi", { cluster: cluster.name }, { parent: this });
        this.metricsAccount =
            args.observability.grafanaCloud &&
            new MetricsAccount("metrics", { cluster: cluster.name }, { parent: this });
        this.nodes = this.machines(args, { firewall, trustedBoot, pools });
        this.machineBackup = this.backUp(args);
        this.registerOutputs({ nodes: Object.keys(this.nodes) });
    }

    private machines(
        args: InfrastructureArgs,
        { firewall, trustedBoot, pools }: MachineSurroundings,
    ): Readonly<Record<string, NodeVm>> {
        const { cluster, proxmox } = args;
        return Object.fromEntries(
            cluster.nodes.map((node) => {
                const host = proxmox.hosts.find((candidate) => candidate.name === node.host);
                const imageFileId = this.image.fileIds[node.host];
                if (!host || !imageFileId) {
                    throw new Error(`node ${node.name} stands on the unknown host ${node.host}`);
                }
                const vm = new NodeVm(
                    node.name,
                    {
                        node,
                        cluster: cluster.name,
                        network: args.network.lan,
                        bridge: host.bridge,
                        ...(host.vlan !== undefined && { vlan: host.vlan }),
                        imageFileId,
                        trustedBoot,
                        carriesVolumes: carriesVolumes(node, cluster.nodes),
                        securityGroup: firewall.securityGroup,
                        protected: args.protected,
                    },
                    { parent: this, dependsOn: pools },
                );
                return [node.name, vm];
            }),
        );
    }

    private backUp({
        backup,
        backupServerPassword,
        cluster,
        protected: guarded,
    }: InfrastructureArgs): MachineBackup | undefined {
        const { machines } = rolesOf(backup.targets);
        return machines && backupServerPassword
            ? new MachineBackup(
                  "machine-backup",
                  {
                      ...machines,
                      target: machines.name,
                      cluster: cluster.name,
                      password: backupServerPassword,
                      hosts: [...new Set(cluster.nodes.map((node) => node.host))],
                      vmIds: cluster.nodes.map((node) => node.vmId),
                      protected: guarded,
                  },
                  { parent: this, dependsOn: Object.values(this.nodes).map(({ vm }) => vm) },
              )
            : undefined;
    }
}

/** Volumes are attached to workers, or to all machines where there is none. */
function carriesVolumes(node: NodeConfig, all: readonly NodeConfig[]): boolean {
    return node.role === "worker" || !all.some(({ role }) => role === "worker");
}

/** What policies hold the names of pools against. */
function hostFacts({ name, storagePools }: HomelabConfig["proxmox"]["hosts"][number]) {
    return { name, pools: storagePools.map(({ id }) => id) };
}

/** What the machines' graphics devices need, each once; one image serves all machines. */
function driversOf(nodes: readonly NodeConfig[]): readonly string[] {
    const drivers = nodes.flatMap(({ devices }) => devices?.graphics?.driver ?? []);
    return [...new Set(drivers)].sort();
}

/** Addresses of the devices that apps in the nodes' own network know. */
function devicesHeard(
    running: readonly AnyApp[],
    devices: HomelabConfig["network"]["devices"],
): readonly string[] {
    const known = running
        .filter(({ inNodeNetwork }) => inNodeNetwork)
        .flatMap(({ connections }) =>
            connections.flatMap(({ to }) =>
                typeof to === "object" && "devices" in to ? (devices[to.devices] ?? []) : [],
            ),
        );
    return [...new Set(known)].sort();
}
