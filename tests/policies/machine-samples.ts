import { stringify } from "yaml";
import { resource } from "./support";

type Options = Parameters<typeof resource>[3];

const vmToken = "proxmoxve:index/vmLegacy:VmLegacy";

/** A machine that no rule finds fault with. */
export const soundMachine = {
    name: "node-1",
    nodeName: "pve1",
    vmId: 101,
    tags: ["volumes"],
    bios: "ovmf",
    efiDisk: { datastoreId: "local-lvm" },
    tpmState: { datastoreId: "local-lvm", version: "v2.0" },
    scsiHardware: "virtio-scsi-single",
    cpu: { type: "x86-64-v2-AES" },
    migrate: true,
    onBoot: true,
    startup: { order: 1 },
    agent: { enabled: true, timeout: "5m" },
    disks: [{ interface: "scsi0", datastoreId: "local-lvm" }],
    networkDevices: [{ firewall: true, macAddress: "BC:24:11:00:00:65" }],
    initialization: { ipConfigs: [{ ipv4: { address: "192.168.10.21/24" } }] },
};

/** The machine `node-1`, some of its properties changed. */
export function machine(changes: object = {}, options?: Options, name = "node-1") {
    return resource(vmToken, name, { ...soundMachine, ...changes }, options);
}

/** Another machine, like the first but for its identity. */
export function secondMachine(changes: object = {}) {
    return machine(
        {
            name: "node-2",
            vmId: 102,
            networkDevices: [{ firewall: true, macAddress: "BC:24:11:00:00:66" }],
            initialization: { ipConfigs: [{ ipv4: { address: "192.168.10.22/24" } }] },
            ...changes,
        },
        undefined,
        "node-2",
    );
}

const volume = (name: string, key: object) => ({
    apiVersion: "v1alpha1",
    kind: "VolumeConfig",
    name,
    encryption: { provider: "luks2", keys: [{ slot: 0, ...key }] },
});

/** Patches of a machine configuration that no rule finds fault with. */
export const soundPatches: readonly object[] = [
    {
        machine: {
            nodeLabels: {
                "topology.kubernetes.io/region": "home",
                "topology.kubernetes.io/zone": "pve1",
            },
            features: { kubePrism: { enabled: true } },
        },
    },
    volume("STATE", { tpm: {} }),
    volume("EPHEMERAL", { tpm: {} }),
];

/** The configuration of `node-1`, made of patches; texts stand as they are. */
export function machineConfig(
    patches: readonly unknown[] = soundPatches,
    node: unknown = "192.168.10.21",
) {
    return resource("talos:machine/configurationApply:ConfigurationApply", "config", {
        node,
        configPatches: patches.map((patch) =>
            typeof patch === "object" ? stringify(patch) : patch,
        ),
    });
}

export { volume as volumeConfig };
