import type { SpecifiedRow } from "./row";

type Column = "Application" | "Backup Method" | "Frequency" | "Storage Location";

/** How a copy comes to be. */
export type BackupMethod =
    | "file-system copy"
    | "independent file-system copy"
    | "base backup and WAL archive"
    | "SQLite online backup"
    | "application export"
    | "version control"
    | "recovery kit";

export type BackupFrequency = "continuous" | "daily" | "weekly" | "on change";

/** Where a copy lies; never the disk the original is on. */
export type BackupLocation =
    | "object storage"
    | "second object storage"
    | "the app's own volume"
    | "Git hosting"
    | "offline medium";

/** One copy that the homelab is to make by itself. */
export interface PlannedBackup {
    readonly method: BackupMethod;
    readonly frequency: BackupFrequency;
    readonly location: BackupLocation;
}

/** A row of the document's current state and what takes its place. */
export interface BackupStrategy extends SpecifiedRow<Column> {
    readonly planned: readonly PlannedBackup[];
}

const unattended = {
    reason: "A manual copy is as old as the last time somebody remembered: copies are made on a schedule.",
    decision: "back-up-without-anyone-remembering",
} as const;

const files: readonly PlannedBackup[] = [
    { method: "file-system copy", frequency: "daily", location: "object storage" },
];

const criticalFiles: readonly PlannedBackup[] = [
    ...files,
    {
        method: "independent file-system copy",
        frequency: "daily",
        location: "second object storage",
    },
];

const database: PlannedBackup = {
    method: "base backup and WAL archive",
    frequency: "continuous",
    location: "object storage",
};

const sqlite: PlannedBackup = {
    method: "SQLite online backup",
    frequency: "daily",
    location: "the app's own volume",
};

/** The table "Backup Strategies by Application" of data-architecture.md. */
export const backupStrategies: readonly BackupStrategy[] = [
    {
        cells: {
            Application: "Immich",
            "Backup Method": "Built-in export",
            Frequency: "Manual",
            "Storage Location": "External drive",
        },
        assets: ["immich.photos", "immich.database"],
        differs: [unattended],
        planned: [
            ...criticalFiles,
            database,
            { method: "application export", frequency: "daily", location: "the app's own volume" },
        ],
    },
    {
        cells: {
            Application: "Paperless",
            "Backup Method": "Document export",
            Frequency: "Manual",
            "Storage Location": "External drive",
        },
        assets: ["paperless.documents", "paperless.database"],
        differs: [unattended],
        planned: [
            ...criticalFiles,
            database,
            { method: "application export", frequency: "daily", location: "the app's own volume" },
        ],
    },
    {
        cells: {
            Application: "Home Assistant",
            "Backup Method": "Snapshot",
            Frequency: "Manual",
            "Storage Location": "External drive",
        },
        assets: ["home-assistant.config", "home-assistant.history"],
        differs: [unattended],
        planned: [sqlite, ...files],
    },
    {
        cells: {
            Application: "n8n",
            "Backup Method": "Workflow export",
            Frequency: "Manual",
            "Storage Location": "Git repository",
        },
        assets: ["n8n.workflows", "n8n.data"],
        differs: [unattended],
        planned: [
            sqlite,
            ...files,
            { method: "application export", frequency: "daily", location: "Git hosting" },
        ],
    },
    {
        cells: {
            Application: "ArgoCD",
            "Backup Method": "Git repository",
            Frequency: "Continuous",
            "Storage Location": "GitHub",
        },
        assets: ["platform.argocd-state", "platform.configuration"],
        planned: [{ method: "version control", frequency: "continuous", location: "Git hosting" }],
    },
    {
        cells: {
            Application: "Secrets",
            "Backup Method": "Sealed in Git",
            Frequency: "Continuous",
            "Storage Location": "GitHub",
        },
        assets: ["platform.sealed-secrets", "platform.sealing-key"],
        differs: [
            {
                reason: "Sealed secrets without the key that opens them restore nothing: the key is kept too.",
                decision: "keep-the-sealing-key-recoverable",
            },
        ],
        planned: [
            { method: "version control", frequency: "continuous", location: "Git hosting" },
            { method: "recovery kit", frequency: "on change", location: "offline medium" },
        ],
    },
];
