import type { SpecifiedRow } from "./row";

type Column = "Application" | "Backup Method" | "Frequency" | "Storage Location";

/** A row of the document's current state; what takes its place is `planAll`'s answer for its assets. */
export type BackupStrategy = SpecifiedRow<Column>;

const unattended = {
    reason: "A manual copy is as old as the last time somebody remembered: copies are made on a schedule.",
    decision: "back-up-without-anyone-remembering",
} as const;

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
    },
    {
        cells: {
            Application: "Paperless",
            "Backup Method": "Document export",
            Frequency: "Manual",
            "Storage Location": "External drive",
        },
        assets: ["paperless.documents", "paperless.database", "paperless.export"],
        differs: [unattended],
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
    },
    {
        cells: {
            Application: "n8n",
            "Backup Method": "Workflow export",
            Frequency: "Manual",
            "Storage Location": "Git repository",
        },
        assets: ["n8n.workflows", "n8n.data", "n8n.encryption"],
        differs: [unattended],
    },
    {
        cells: {
            Application: "ArgoCD",
            "Backup Method": "Git repository",
            Frequency: "Continuous",
            "Storage Location": "GitHub",
        },
        assets: ["platform.argocd-state", "platform.configuration"],
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
    },
];
