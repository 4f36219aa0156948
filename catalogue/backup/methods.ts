import type { AssetKind, BackupPriority } from "../data-asset";

/** How a copy comes to be. */
export type BackupMethod =
    | "file-system copy"
    | "independent file-system copy"
    | "base backup and WAL archive"
    | "bucket copy"
    | "SQLite online backup"
    | "application export"
    | "etcd snapshot"
    | "version control"
    | "encrypted state"
    | "recovery kit";

export type BackupFrequency = "continuous" | "every 6 hours" | "daily" | "weekly" | "on change";

/** Where a copy lies; never the disk the original is on. */
export type BackupLocation =
    | "first bucket"
    | "second target"
    | "the app's own volume"
    | "Git hosting"
    | "the state's backend"
    | "offline medium";

/** One way to copy a kind of asset. */
export interface KindMethod {
    readonly method: BackupMethod;
    readonly location: BackupLocation;
    /** Absent: as often as the priority demands. */
    readonly frequency?: BackupFrequency;
    /** Only for priorities that demand a second copy. */
    readonly second?: true;
    /** Only for these priorities. */
    readonly for?: readonly BackupPriority[];
}

const bucketCopy: KindMethod = {
    method: "bucket copy",
    location: "second target",
    frequency: "daily",
    second: true,
};

const snapshot: readonly KindMethod[] = [
    { method: "etcd snapshot", location: "first bucket", frequency: "every 6 hours" },
    bucketCopy,
];

const inGit: readonly KindMethod[] = [
    { method: "version control", location: "Git hosting", frequency: "continuous" },
];

/**
 * What is done for each kind of asset that has a priority. An asset that lies in another one is
 * copied with it, besides what stands here.
 */
export const methodsOfKind: Readonly<Record<AssetKind, readonly KindMethod[]>> = {
    volume: [
        { method: "file-system copy", location: "first bucket" },
        { method: "independent file-system copy", location: "second target", second: true },
    ],
    postgres: [
        {
            method: "base backup and WAL archive",
            location: "first bucket",
            frequency: "continuous",
        },
        bucketCopy,
    ],
    sqlite: [{ method: "SQLite online backup", location: "the app's own volume" }],
    // A cache lies in a volume of its own and needs no more than that.
    cache: [{ method: "file-system copy", location: "first bucket" }],
    secret: [
        // The kit is written from the state, but opens without it.
        {
            method: "encrypted state",
            location: "the state's backend",
            frequency: "on change",
            for: ["high", "medium", "low"],
        },
        {
            method: "recovery kit",
            location: "offline medium",
            frequency: "on change",
            for: ["critical"],
        },
    ],
    git: inGit,
    etcd: snapshot,
    "etcd snapshot": snapshot,
    state: [{ method: "recovery kit", location: "offline medium", frequency: "on change" }],
    // The repository that it is made from is its original.
    artifact: inGit,
    derived: [],
    metrics: [],
    logs: [],
    images: [],
};
