import type { SpecifiedRow } from "./row";

type Column = "Data Type" | "Application" | "Storage" | "Backup Priority" | "Retention";

/** The table "User Data" of data-architecture.md. */
export const userData: readonly SpecifiedRow<Column>[] = [
    {
        cells: {
            "Data Type": "Photos/Videos",
            Application: "Immich",
            Storage: "PVC (object storage)",
            "Backup Priority": "Critical",
            Retention: "Indefinite",
        },
        assets: ["immich.photos", "immich.database"],
        differs: [
            {
                reason: "A volume claim is no object storage: the files lie on an encrypted, retained volume.",
                decision: "encrypt-and-retain-sensitive-volumes",
            },
        ],
    },
    {
        cells: {
            "Data Type": "Documents",
            Application: "Paperless",
            Storage: "PVC + PostgreSQL",
            "Backup Priority": "Critical",
            Retention: "Indefinite",
        },
        assets: ["paperless.documents", "paperless.database"],
    },
    {
        cells: {
            "Data Type": "Home automation config",
            Application: "Home Assistant",
            Storage: "PVC (YAML + SQLite)",
            "Backup Priority": "High",
            Retention: "Indefinite",
        },
        assets: ["home-assistant.config", "home-assistant.history"],
        differs: [
            {
                reason: "The seed lists it as personal data but names no class: it is sensitive, as it shows who is at home.",
                decision: "classify-what-the-seed-leaves-open",
            },
        ],
    },
    {
        cells: {
            "Data Type": "Workflow definitions",
            Application: "n8n",
            Storage: "SQLite/PostgreSQL",
            "Backup Priority": "Medium",
            Retention: "Indefinite",
        },
        assets: ["n8n.workflows", "n8n.data"],
        differs: [
            {
                reason: "The same database holds the tokens of the services that the workflows call, so it is sensitive.",
                decision: "classify-what-the-seed-leaves-open",
            },
        ],
    },
    {
        cells: {
            "Data Type": "Email data",
            Application: "Inbox Zero",
            Storage: "Transient",
            "Backup Priority": "Low",
            Retention: "30 days",
        },
        assets: ["inbox-zero.mail"],
        differs: [
            {
                reason: "The seed names no class for e-mail: it is sensitive.",
                decision: "classify-what-the-seed-leaves-open",
            },
            {
                reason: "Inbox Zero keeps mail metadata in PostgreSQL, so transient means purged after 30 days.",
                decision: "purge-mail-from-a-database",
            },
        ],
    },
];
