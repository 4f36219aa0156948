import type { SpecifiedRow } from "./row";

type Column = "Data Type" | "Storage" | "Purpose" | "Retention";

/** The table "Infrastructure Data" of data-architecture.md. */
export const infrastructureData: readonly SpecifiedRow<Column>[] = [
    {
        cells: {
            "Data Type": "etcd snapshots",
            Storage: "Talos node",
            Purpose: "Cluster state backup",
            Retention: "7 days",
        },
        assets: ["platform.etcd-snapshots"],
        differs: [
            {
                reason: "A snapshot on the node it is taken from is lost with it: snapshots leave the node encrypted.",
                decision: "snapshot-etcd-off-the-node",
            },
        ],
    },
    {
        cells: {
            "Data Type": "Cluster metrics",
            Storage: "Grafana Cloud",
            Purpose: "Observability",
            Retention: "30 days (free tier)",
        },
        assets: ["platform.metrics"],
    },
    {
        cells: {
            "Data Type": "Application logs",
            Storage: "Grafana Cloud",
            Purpose: "Troubleshooting",
            Retention: "14 days (free tier)",
        },
        assets: ["platform.logs"],
    },
    {
        cells: {
            "Data Type": "Terraform state",
            Storage: "Local file",
            Purpose: "Infrastructure state",
            Retention: "Indefinite (Git)",
        },
        assets: ["platform.pulumi-state"],
        differs: [
            {
                reason: "State holds secrets, so it is Pulumi's encrypted state and not a plaintext file in Git.",
                decision: "keep-state-encrypted",
            },
        ],
    },
];
