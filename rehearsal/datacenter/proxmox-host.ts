import { valueAt } from "../provider/path";
import { type Fields, list, text } from "../provider/value";
import { leaveCluster } from "./cluster-life";
import type { Datacenter } from "./datacenter";
import type { WorldObject } from "./world-object";

/** Type of the VMs in the datacenter. */
export const vmType = "proxmoxve:index/vmLegacy:VmLegacy";
/** Type of disks that exist apart from the VM they are plugged into. */
export const volumeType = "proxmox:volume";
/** VM id under which the Proxmox CSI plugin files the disks it makes; no VM has it. */
export const csiOwner = 9999;

/** A disk that the CSI driver made for a claim. */
export interface CsiDisk {
    readonly datastoreId: string;
    /** Name of the persistent volume, e.g. `pvc-6b1e`. */
    readonly name: string;
    /** GB. */
    readonly size: number;
}

/** Does what the CSI driver does for a pod: makes a disk of VM 9999 and plugs it into a VM. */
export function attachCsiDisk(datacenter: Datacenter, vmId: number, disk: CsiDisk): string {
    const vm = datacenter.get(vmType, String(vmId));
    if (vm === undefined) {
        throw new Error(`VM ${vmId} does not exist in the datacenter.`);
    }
    const used = new Set(
        [...declaredDisks(vm.fields), ...attachedDisks(datacenter, vmId)].map(slot),
    );
    const free = Array.from({ length: 30 }, (_, i) => `scsi${i + 1}`).find(
        (name) => !used.has(name),
    );
    if (free === undefined) {
        throw new Error(`VM ${vmId} has no free SCSI slot.`);
    }
    const path = `vm-${csiOwner}-${disk.name}`;
    datacenter.put(volumeType, `${disk.datastoreId}:${path}`, {
        owner: csiOwner,
        attachedTo: vmId,
        interface: free,
        datastoreId: disk.datastoreId,
        pathInDatastore: path,
        size: disk.size,
    });
    return free;
}

/** Disks plugged into a VM that its maker did not declare, as the Proxmox API lists them. */
export function attachedDisks(datacenter: Datacenter, vmId: number): Fields[] {
    return volumesOf(datacenter, vmId).map(({ fields }) => ({
        interface: fields["interface"] ?? null,
        datastoreId: fields["datastoreId"] ?? null,
        pathInDatastore: fields["pathInDatastore"] ?? null,
        size: fields["size"] ?? null,
        fileFormat: "raw",
        backup: false,
    }));
}

/** Unplugs disks by slot; the volumes stay. */
export function detachDisks(datacenter: Datacenter, vmId: number, slots: readonly string[]): void {
    for (const volume of volumesOf(datacenter, vmId)) {
        if (slots.includes(text(volume.fields["interface"]) ?? "")) {
            volume.fields["attachedTo"] = null;
            datacenter.touch();
        }
    }
}

/**
 * Deletes a VM as Proxmox does: refused while protected, own disks gone, disks of others kept.
 * The node leaves its cluster with it.
 */
export function destroyVm(datacenter: Datacenter, id: string): void {
    const vm = datacenter.get(vmType, id);
    if (vm === undefined) {
        return;
    }
    if (vm.fields["protection"] === true) {
        throw new Error(`can't remove VM ${id} - protection mode enabled`);
    }
    detachDisks(datacenter, Number(id), attachedDisks(datacenter, Number(id)).map(slot));
    datacenter.remove(vmType, id);
    leaveCluster(datacenter, addressesOf(vm.fields));
}

/** Buckets and their rules. */
const bucketTypes = "cloudflare:index/r2Bucket";

/** Volumes that outlive the program because they hold data of claims, and buckets with backups. */
export function keptData(datacenter: Datacenter): WorldObject[] {
    return [
        ...datacenter.list(volumeType).filter(({ fields }) => fields["owner"] === csiOwner),
        ...datacenter.list().filter(({ type }) => type.startsWith(bucketTypes)),
    ];
}

/** Everything that exists and is not kept data; empty after a complete destroy. */
export function remaining(datacenter: Datacenter): WorldObject[] {
    const kept = new Set(keptData(datacenter));
    return datacenter.list().filter((object) => !kept.has(object));
}

/** Addresses that a VM's first boot gives it, without prefix lengths. */
export function addressesOf(vm: Fields): string[] {
    return list(valueAt(vm, ["initialization", "ipConfigs"])).flatMap((config) => {
        const address = text(valueAt(config, ["ipv4", "address"]))?.split("/")[0];
        return address === undefined || address === "dhcp" ? [] : [address];
    });
}

/** Disks that the VM's maker declared. */
export function declaredDisks(vm: Fields): Fields[] {
    return list(vm["disks"]) as Fields[];
}

/** Slot of a disk, e.g. `scsi0`. */
export function slot(disk: Fields): string {
    return text(disk["interface"]) ?? "";
}

function volumesOf(datacenter: Datacenter, vmId: number): WorldObject[] {
    return datacenter.list(volumeType).filter(({ fields }) => fields["attachedTo"] === vmId);
}
