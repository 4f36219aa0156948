import { type BackupPriority, backupPriorities, type DataAsset } from "./data-asset";
import { type Classification, classifications } from "./classification";

/** The wire format in which a cluster object says what data it holds; what policies read. */
export const labelKeys = {
    asset: "data.homelab/asset",
    classification: "data.homelab/classification",
    backupPriority: "data.homelab/backup-priority",
    /** On a StorageClass: `disposable` or `retained`. */
    lifecycle: "data.homelab/lifecycle",
    /** On a StorageClass of a pool: `luks` or `none`. */
    encryption: "data.homelab/encryption",
    /** On a namespace: `internal` or `external`, when the gateway may route to it. */
    reach: "network.homelab/reach",
    /** On what makes a copy: the name of the target that it goes to. */
    backupTarget: "backup.homelab/target",
    /** On what copies from one target to another: the name of the first one. */
    backupSource: "backup.homelab/source",
} as const;

export interface DataLabels extends Readonly<Record<string, string>> {
    readonly "data.homelab/asset": string;
    readonly "data.homelab/classification": Classification;
    readonly "data.homelab/backup-priority": BackupPriority;
}

/** The labels of an object that holds the asset. */
export function dataLabels(asset: Pick<DataAsset, "id" | "classification" | "backup">): DataLabels {
    return {
        "data.homelab/asset": asset.id,
        "data.homelab/classification": asset.classification,
        "data.homelab/backup-priority": asset.backup,
    };
}

export function isClassification(value: unknown): value is Classification {
    return (classifications as readonly unknown[]).includes(value);
}

export function isBackupPriority(value: unknown): value is BackupPriority {
    return (backupPriorities as readonly unknown[]).includes(value);
}
