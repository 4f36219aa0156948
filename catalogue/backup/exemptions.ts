import type { AssetKind, DataAsset } from "../data-asset";

/** Why some data has no backup, and until when that holds without being looked at again. */
export interface BackupExemption {
    readonly name: string;
    readonly reason: string;
    /** Last day, `YYYY-MM-DD`. */
    readonly until: string;
    readonly kinds: readonly AssetKind[];
    /** Only data that goes by itself or with a cleaning; what is kept for ever is never exempt so. */
    readonly passing?: true;
}

/** Looked at once a year, with the drill of the fourth quarter. */
const until = "2027-12-31";

/** For data of priority `none`; data of any other priority is never exempt. */
export const backupExemptions: readonly BackupExemption[] = [
    {
        name: "made-again",
        reason: "Computed from data that is backed up, and made again from it when lost.",
        until,
        kinds: ["derived", "cache"],
    },
    {
        name: "kept-outside",
        reason: "Lies at Grafana Cloud, which keeps it for its own time; nothing is decided by it.",
        until,
        kinds: ["metrics", "logs"],
    },
    {
        name: "fetched-again",
        reason: "Published by others under an exact version or checksum, and fetched again when lost.",
        until,
        kinds: ["images", "artifact", "volume"],
        passing: true,
    },
    {
        name: "issued-again",
        reason: "Issued anew from keys that are in the recovery kit.",
        until,
        kinds: ["secret"],
        passing: true,
    },
];

/** The exemption of an asset; `undefined` where it has to be backed up. */
export function exemptionOf(
    asset: Pick<DataAsset, "backup" | "kind" | "retention" | "classification">,
): BackupExemption | undefined {
    const passing = ["transient", "until cleanup"].includes(asset.retention);
    return asset.backup !== "none"
        ? undefined
        : backupExemptions.find(
              (one) => one.kinds.includes(asset.kind) && (one.passing !== true || passing),
          );
}

/** Whether an exemption still holds on a day, `YYYY-MM-DD`. */
export function holds(exemption: Pick<BackupExemption, "until">, today: string): boolean {
    return today <= exemption.until;
}
