import { type Classification, requiredControls } from "./classification";
import type { Retention, Size } from "./units";

/** How much it hurts to lose the data, highest first; `none` is an explicit decision. */
export const backupPriorities = ["critical", "high", "medium", "low", "none"] as const;

export type BackupPriority = (typeof backupPriorities)[number];

/**
 * What form the data has. `derived` can be computed again (thumbnails, embeddings, search indexes);
 * `artifact` comes from elsewhere and can be fetched again (images, charts, website files).
 */
export const assetKinds = [
    "volume",
    "postgres",
    "sqlite",
    "cache",
    "secret",
    "git",
    "etcd",
    "etcd snapshot",
    "metrics",
    "logs",
    "images",
    "state",
    "derived",
    "artifact",
] as const;

export type AssetKind = (typeof assetKinds)[number];

/** `<owner>.<asset>`: the owner is an app or `platform`. */
export type AssetId = `${string}.${string}`;

/** One kind of data the homelab holds, and what is owed to it. */
export interface DataAsset {
    readonly id: AssetId;
    /** What it is, in the owner's words. */
    readonly title: string;
    readonly kind: AssetKind;
    readonly classification: Classification;
    readonly backup: BackupPriority;
    readonly retention: Retention;
    /** About a person: the seed's "Personal Data" list. */
    readonly personal: boolean;
    /** Room it is given; only for kinds that own storage. */
    readonly size?: Size;
    /** The asset of the same owner that physically holds it (a SQLite file inside a volume). */
    readonly storedIn?: AssetId;
    /** The asset of the same owner that it is a second form of (a dump of a database). */
    readonly copyOf?: AssetId;
    /** CronJob that makes it, or the consistent copy of it that is then copied. */
    readonly madeBy?: string;
}

/**
 * Data that may be thrown away with its volume: not confidential and not worth a backup.
 * Only such data may live on a storage class that deletes.
 */
export function isDisposable(asset: Pick<DataAsset, "classification" | "backup">): boolean {
    return !requiredControls[asset.classification].encryptionAtRest && !isIrreplaceable(asset);
}

/** Data whose loss hurts: it is guarded from deletion, and so is what would take it along. */
export function isIrreplaceable(asset: Pick<DataAsset, "backup">): boolean {
    return asset.backup !== "none" && asset.backup !== "low";
}
