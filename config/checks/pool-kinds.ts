import type { StoragePoolConfig } from "../schema";
import { type Check, hostsInUse } from "./check";

type PoolKind = StoragePoolConfig["kind"];

/** Kinds of storage a purpose can use, and why no other. */
const suited: Readonly<
    Record<"encryptedPool" | "imagePool", { kinds: readonly PoolKind[]; why: string }>
> = {
    imagePool: { kinds: ["directory", "nfs"], why: "an image is a file" },
    encryptedPool: {
        kinds: ["lvmthin", "zfspool", "lvm", "directory"],
        why: "encrypted volumes are disks of their host",
    },
};

/** Each purpose has a pool of a kind that can serve it, on every host in use. */
export const poolKinds: Check = (draft) =>
    Object.entries(suited).flatMap(([purpose, { kinds, why }]) => {
        const id = draft.storage?.[purpose as keyof typeof suited];
        return hostsInUse(draft).flatMap(({ item }) => {
            const kind = item.storagePools?.find((pool) => pool?.id === id)?.kind;
            if (id === undefined || kind === undefined || kinds.includes(kind)) {
                return [];
            }
            const message = `is of kind ${kind} on host ${item.name ?? ""}; ${why}. Choose a pool of kind ${kinds.join(", ")}.`;
            return [{ path: ["storage", purpose], value: id, message }];
        });
    });
