import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";
import { gibibytes } from "../../catalogue/units";
import type { HomelabConfig, NodeConfig } from "../../config/schema";
import { nodeAddress } from "../node-address";

export interface NodeVmArgs {
    readonly node: NodeConfig;
    readonly cluster: string;
    readonly network: HomelabConfig["network"]["lan"];
    readonly bridge: string;
    readonly vlan?: number;
    /** ISO the VM boots once, until Talos is on its disk. */
    readonly imageFileId: pulumi.Input<string>;
    /** Firmware with TPM and signed boot, when disk keys are sealed to the TPM. */
    readonly trustedBoot: boolean;
    /** Firewall group that holds the cluster's rules. */
    readonly securityGroup: pulumi.Input<string>;
    /** Whether pods with volumes run on it. */
    readonly carriesVolumes: boolean;
    /** Guarded against deletion: by Pulumi, and where no volume comes and goes by Proxmox too. */
    readonly protected: boolean;
}

/**
 * One Talos node as a Proxmox VM. Its identity (VM id, address, MAC) is spelled out, so that a
 * lost answer can never make a second one, and disks that the CSI driver attaches are never touched.
 */
export class NodeVm extends pulumi.ComponentResource {
    readonly vm: proxmoxve.VmLegacy;

    constructor(name: string, args: NodeVmArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:infrastructure:NodeVm", name, args, opts);
        const { node } = args;

        this.vm = new proxmoxve.VmLegacy(
            name,
            {
                ...identity(name, args),
                ...firmware(args),
                ...hardware(args),
                ...firstBoot(args),
                ...lifecycle(args),
            },
            {
                parent: this,
                protect: args.protected,
                // Whenever a declared disk differs, the provider detaches every disk it does not know,
                // which are the claims'. So the declared one is left as it was made.
                ignoreChanges: ["disks[0]"],
                customTimeouts: { create: "20m", update: "20m", delete: "10m" },
            },
        );

        // The number is said, not asked of the machine: policies match the two by it.
        const target = { nodeName: node.host, vmId: node.vmId };
        const behind = { parent: this, dependsOn: [this.vm] };
        new proxmoxve.firewall.OptionsLegacy(
            `${name}-firewall`,
            {
                ...target,
                enabled: true,
                inputPolicy: "DROP",
                outputPolicy: "ACCEPT",
                dhcp: false,
                ndp: false,
                macfilter: true,
            },
            behind,
        );
        new proxmoxve.firewall.RulesLegacy(
            `${name}-firewall-rules`,
            { ...target, rules: [{ securityGroup: args.securityGroup, comment: "Talos node" }] },
            behind,
        );
        this.registerOutputs({ vmId: node.vmId, host: node.host, protected: args.protected });
    }
}

function identity(name: string, { node, cluster, carriesVolumes }: NodeVmArgs) {
    return {
        name,
        nodeName: node.host,
        vmId: node.vmId,
        description: `Talos ${node.role} of ${cluster}`,
        // Proxmox sorts tags; any other order would be a difference for ever.
        tags: [cluster, node.role, "talos", ...(carriesVolumes ? ["volumes"] : [])].sort(),
        // The CSI and cloud-controller plugins find the VM of a node by this serial.
        smbios: { serial: `h=${name};i=${node.vmId}` },
    };
}

function firmware({ node, trustedBoot }: NodeVmArgs) {
    return {
        machine: "q35",
        bios: "ovmf",
        efiDisk: {
            datastoreId: node.pool,
            type: "4m",
            // Empty key store: Talos enrols its own keys on first boot.
            preEnrolledKeys: false,
        },
        ...(trustedBoot && { tpmState: { datastoreId: node.pool, version: "v2.0" } }),
    };
}

function hardware({ node, bridge, vlan }: NodeVmArgs) {
    return {
        cpu: { type: "x86-64-v2-AES", cores: node.cores },
        memory: { dedicated: gibibytes(node.memory) * 1024, floating: 0 },
        scsiHardware: "virtio-scsi-single",
        disks: [
            {
                interface: "scsi0",
                datastoreId: node.pool,
                size: gibibytes(node.disk),
                fileFormat: "raw",
                discard: "on",
                iothread: true,
                ssd: true,
                // Workers can be built again from this program; control planes hold etcd.
                backup: node.role === "controlplane",
            },
        ],
        networkDevices: [
            {
                bridge,
                model: "virtio",
                macAddress: node.mac ?? macOf(node.vmId),
                firewall: true,
                ...(vlan !== undefined && { vlanId: vlan }),
            },
        ],
        ...passedOn(node),
        agent: { enabled: true, timeout: "5m", trim: true },
        operatingSystem: { type: "l26" },
    };
}

/** Devices by the names that Proxmox knows them under: only root could name a bus address. */
function passedOn({ devices = {} }: NodeConfig) {
    const { graphics, radio } = devices;
    return {
        ...(graphics && {
            hostpcis: [{ device: "hostpci0", mapping: graphics.mapping, pcie: true }],
        }),
        ...(radio && { usbs: [{ mapping: radio.mapping }] }),
    };
}

/** Boots the image until Talos is on the disk; gives the address it waits at for its configuration. */
function firstBoot({ node, network, imageFileId }: NodeVmArgs) {
    const address = nodeAddress(node.ip, network.cidr);
    return {
        cdrom: { fileId: imageFileId, interface: "ide3" },
        bootOrders: ["scsi0", "ide3"],
        initialization: {
            datastoreId: node.pool,
            interface: "ide2",
            ipConfigs: [{ ipv4: { address, gateway: network.gateway } }],
            dns: { servers: [...network.dns] },
        },
    };
}

function lifecycle(args: NodeVmArgs) {
    return {
        onBoot: true,
        startup: { order: args.node.role === "controlplane" ? 1 : 2, upDelay: 15, downDelay: 60 },
        // Moving to another host migrates; the default would build the VM anew.
        migrate: true,
        rebootAfterUpdate: false,
        // Proxmox refuses to detach any disk of a VM that it protects, volumes of claims too.
        protection: args.protected && !args.carriesVolumes,
        purgeOnDestroy: false,
        deleteUnreferencedDisksOnDestroy: false,
        stopOnDestroy: false,
    };
}

/** A stable address in Proxmox's own vendor range, so that a rebuilt VM keeps its lease and rules. */
function macOf(vmId: number): string {
    const tail = vmId.toString(16).padStart(6, "0").slice(-6).toUpperCase();
    return `BC:24:11:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`;
}
