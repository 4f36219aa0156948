import type { Recorded } from "../support/record";
import { recordShipped, shippedConfig } from "../support/shipped-program";

interface Proxmox {
    hosts: { name: string; bridge: string; storagePools: object[] }[];
}

/** The definitions of pools that the shipped stack has with more pools on two hosts. */
async function definitions(first: readonly object[], second: readonly object[]) {
    const proxmox = JSON.parse(shippedConfig()["homelab:proxmox"] ?? "{}") as Proxmox;
    proxmox.hosts[0]?.storagePools.push(...first);
    const storagePools = [{ id: "local-lvm", kind: "lvmthin", size: "1Ti" }, ...second];
    proxmox.hosts.push({ name: "pve2", bridge: "vmbr0", storagePools });
    const recorded = await recordShipped({
        config: { "homelab:proxmox": JSON.stringify(proxmox) },
    });
    return recorded
        .filter(({ type }) => /^proxmoxve:storage\/(?!pbs)/.test(type))
        .map(({ type, name, inputs }: Recorded) => ({ type, name, inputs }))
        .sort((a, b) => a.name.localeCompare(b.name));
}

const size = "1Ti";

test("defines no pool unasked", async () => {
    expect(await definitions([], [])).toEqual([]);
});

test("defines a pool of each kind, once for all hosts that list it", async () => {
    const tank = { id: "tank", kind: "zfspool", size, managed: { zfsPool: "tank/vm" } };
    const made = await definitions(
        [
            tank,
            { id: "disk", kind: "directory", size, managed: { path: "/mnt/disk" } },
            { id: "fast", kind: "lvmthin", size, managed: { volumeGroup: "a", thinPool: "b" } },
            { id: "plain", kind: "lvm", size, managed: { volumeGroup: "c" } },
        ],
        [tank, { id: "nas", kind: "nfs", size, managed: { server: "nas.lan", export: "/b" } }],
    );
    expect(made).toEqual([
        {
            type: "proxmoxve:storage/directory:Directory",
            name: "disk",
            inputs: {
                resourceId: "disk",
                nodes: ["pve1"],
                contents: ["images", "iso"],
                path: "/mnt/disk",
            },
        },
        {
            type: "proxmoxve:storage/lvmthin:Lvmthin",
            name: "fast",
            inputs: {
                resourceId: "fast",
                nodes: ["pve1"],
                contents: ["images"],
                volumeGroup: "a",
                thinPool: "b",
            },
        },
        {
            type: "proxmoxve:storage/nfs:Nfs",
            name: "nas",
            inputs: {
                resourceId: "nas",
                nodes: ["pve2"],
                contents: ["backup", "iso"],
                server: "nas.lan",
                export: "/b",
            },
        },
        {
            type: "proxmoxve:storage/lvm:Lvm",
            name: "plain",
            inputs: {
                resourceId: "plain",
                nodes: ["pve1"],
                contents: ["images"],
                volumeGroup: "c",
                wipeRemovedVolumes: true,
            },
        },
        {
            type: "proxmoxve:storage/zfspool:Zfspool",
            name: "tank",
            inputs: {
                resourceId: "tank",
                nodes: ["pve1", "pve2"],
                contents: ["images"],
                zfsPool: "tank/vm",
                thinProvision: true,
            },
        },
    ]);
});
