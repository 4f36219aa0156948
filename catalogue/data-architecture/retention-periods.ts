import type { SpecifiedRow } from "./row";

type Column = "Data Type" | "Retention Period" | "Cleanup Method";

/** The table "Data Retention" of data-architecture.md. */
export const retentionPeriods: readonly SpecifiedRow<Column>[] = [
    {
        cells: {
            "Data Type": "Application data",
            "Retention Period": "Indefinite",
            "Cleanup Method": "Manual deletion",
        },
        assets: [
            "immich.photos",
            "immich.database",
            "paperless.documents",
            "paperless.database",
            "home-assistant.config",
            "home-assistant.history",
            "n8n.data",
            "n8n.workflows",
        ],
    },
    {
        cells: {
            "Data Type": "Logs (Loki)",
            "Retention Period": "14 days",
            "Cleanup Method": "Automatic (Grafana Cloud)",
        },
        assets: ["platform.logs"],
    },
    {
        cells: {
            "Data Type": "Metrics (Prometheus)",
            "Retention Period": "30 days",
            "Cleanup Method": "Automatic (Grafana Cloud)",
        },
        assets: ["platform.metrics"],
    },
    {
        cells: {
            "Data Type": "etcd snapshots",
            "Retention Period": "7 days",
            "Cleanup Method": "Automatic (Talos)",
        },
        assets: ["platform.etcd-snapshots"],
        differs: [
            {
                reason: "Talos takes no snapshots and removes none: a job takes them and the store's lifecycle rule removes them.",
                decision: "snapshot-etcd-off-the-node",
            },
        ],
    },
    {
        cells: {
            "Data Type": "Container images",
            "Retention Period": "Until cleanup",
            "Cleanup Method": "Manual via kubectl",
        },
        assets: ["platform.container-images"],
    },
];
