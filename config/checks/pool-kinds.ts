import type { StoragePoolConfig } from "../schema";
import { type Check, hostsInUse } from "./check";
import { namedPools } from "./named-pools";
import { type Purpose, purposesOf } from "./purposes";

type PoolKind = StoragePoolConfig["kind"];

interface Suited {
    readonly kinds: readonly PoolKind[];
    readonly why: string;
}

const disks: readonly PoolKind[] = ["lvmthin", "zfspool", "lvm", "directory"];

/** Kinds of storage a purpose can use, and why no other: a file server holds images and backups, never a volume. */
const suited: Readonly<Record<Purpose, Suited>> = {
    imagePool: { kinds: ["directory", "nfs"], why: "an image is a file" },
    encryptedPool: { kinds: disks, why: "encrypted volumes are disks of their host" },
    disposablePool: { kinds: disks, why: "volumes are disks of their host" },
    imageCache: { kinds: disks, why: "volumes are disks of their host" },
};

/** Each purpose has a pool of a kind that can serve it, on every host in use. */
export const poolKinds: Check = (draft, apps) => {
    const purposes = purposesOf(draft).map(({ purpose, ...rest }) => ({
        ...rest,
        ...suited[purpose],
    }));
    const named = namedPools(draft, apps).map((one) => ({ ...one, ...suited.disposablePool }));
    return [...purposes, ...named].flatMap(({ path, pool: id, kinds, why }) => {
        return hostsInUse(draft).flatMap(({ item }) => {
            const kind = item.storagePools?.find((pool) => pool?.id === id)?.kind;
            if (id === undefined || kind === undefined || kinds.includes(kind)) {
                return [];
            }
            const message = `is of kind ${kind} on host ${item.name ?? ""}; ${why}. Choose a pool of kind ${kinds.join(", ")}.`;
            return [{ path, value: id, message }];
        });
    });
};
