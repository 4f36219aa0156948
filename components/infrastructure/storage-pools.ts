import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";
import type { HostConfig, StoragePoolConfig } from "../../config/schema";

export interface StoragePoolsArgs {
    readonly hosts: readonly HostConfig[];
    /** Whether a pool's definition may be taken away only after a deliberate lifting. */
    readonly protected: boolean;
}

/** A pool that the program defines: one definition for all hosts that list it. */
interface ManagedPool {
    readonly pool: StoragePoolConfig;
    readonly nodes: readonly string[];
}

/**
 * The storage pools whose owner wants them defined in Proxmox by this program. A definition makes no
 * disk, volume group or export, and taking it away deletes no data.
 *
 * @see https://pve.proxmox.com/wiki/Storage
 */
export class StoragePools extends pulumi.ComponentResource {
    readonly pools: pulumi.Resource[];

    constructor(name: string, args: StoragePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
        const managed = managedPools(args.hosts);
        const ids = managed.map(({ pool }) => pool.id);
        super("homelab:infrastructure:StoragePools", name, { pools: ids }, opts);
        this.pools = managed.flatMap((one) =>
            definition(one, { parent: this, protect: args.protected }),
        );
        this.registerOutputs({ pools: ids });
    }
}

/** The pools to define, if any: nothing could keep a component without resources from being deleted. */
export function definedPools(
    name: string,
    args: StoragePoolsArgs,
    opts: pulumi.ComponentResourceOptions,
): pulumi.Resource[] {
    return managedPools(args.hosts).length === 0 ? [] : new StoragePools(name, args, opts).pools;
}

function managedPools(hosts: readonly HostConfig[]): readonly ManagedPool[] {
    const byId = new Map<string, ManagedPool>();
    for (const { name, storagePools } of hosts) {
        for (const pool of storagePools.filter(({ managed }) => managed !== undefined)) {
            byId.set(pool.id, { pool, nodes: [...(byId.get(pool.id)?.nodes ?? []), name] });
        }
    }
    return [...byId.values()];
}

/** What Proxmox may put there: disks on disks, files on files, and nothing that runs on a file server. */
const contents = {
    disks: ["images"],
    files: ["images", "iso"],
    server: ["backup", "iso"],
};

function definition(
    { pool, nodes }: ManagedPool,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const shared = { resourceId: pool.id, nodes: [...nodes] };
    if (pool.managed === undefined) {
        return [];
    }
    switch (pool.kind) {
        case "directory": {
            const args = { ...shared, contents: contents.files, ...pool.managed };
            return [new proxmoxve.storage.Directory(pool.id, args, opts)];
        }
        case "lvm": {
            // Wiped: the next volume on the same blocks would begin with what was on them.
            const args = { ...shared, ...pool.managed, wipeRemovedVolumes: true };
            return [
                new proxmoxve.storage.Lvm(pool.id, { ...args, contents: contents.disks }, opts),
            ];
        }
        case "lvmthin": {
            const args = { ...shared, contents: contents.disks, ...pool.managed };
            return [new proxmoxve.storage.Lvmthin(pool.id, args, opts)];
        }
        case "zfspool": {
            const args = { ...shared, ...pool.managed, thinProvision: true };
            return [
                new proxmoxve.storage.Zfspool(pool.id, { ...args, contents: contents.disks }, opts),
            ];
        }
        case "nfs": {
            const args = { ...shared, contents: contents.server, ...pool.managed };
            return [new proxmoxve.storage.Nfs(pool.id, args, opts)];
        }
    }
}
