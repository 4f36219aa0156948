import { type Answer, made } from "./answer";

/** "Data Types and Classification". */
export const dataTypeAnswers: readonly Answer[] = [
    {
        lines: [88],
        how: "Encrypted, kept, backed up twice; a volume, not object storage.",
        made: [
            ...made("claim", "immich-photos"),
            ...made("restic", "immich-photos-backblaze", "immich-photos-usb-drive"),
        ],
        decisions: ["0001"],
    },
    {
        lines: [89],
        how: "Encrypted volume and database, backed up twice.",
        made: [...made("claim", "paperless-documents"), ...made("database", "paperless-database")],
        decisions: ["0001"],
    },
    {
        lines: [90],
        how: "One encrypted volume with the files and the SQLite history.",
        made: made("claim", "home-assistant-config"),
        decisions: ["0002"],
    },
    {
        lines: [91],
        how: "In the volume's SQLite file, or in PostgreSQL by one option; exported to Git.",
        made: [...made("claim", "n8n-data"), ...made("cronJob", "n8n-export")],
    },
    {
        lines: [92],
        how: "A job deletes what is older than 30 days.",
        made: [...made("database", "inbox-zero-mail"), ...made("cronJob", "inbox-zero-purge")],
        decisions: ["0007"],
    },
    {
        lines: [98],
        how: "A registry cache on a volume of Proxmox's local pool.",
        made: [...made("deployment", "registry-cache"), ...made("claim", "registry-cache-images")],
    },
    {
        lines: [99],
        how: "Fetched for each installation, at an exact version.",
        made: made("release", "immich"),
        decisions: ["0008"],
    },
    {
        lines: [100],
        how: "Kept by Argo CD in the cluster's API, bounded by one project.",
        made: [...made("release", "argocd"), ...made("application", "argocd-project")],
        decisions: ["0050"],
    },
    {
        lines: [101],
        how: "SealedSecrets in the cluster; `make seal` writes the same ones for Git.",
        made: made("sealedSecret", "immich-database-credentials"),
        decisions: ["0009", "0006"],
    },
    {
        lines: [107],
        how: "A job takes them, encrypts them and stores them off the node; a bucket rule ends them.",
        made: [
            ...made("cronJob", "etcd-snapshots"),
            ...made("bucketLifecycle", "example-homelab-etcd"),
        ],
        decisions: ["0004"],
    },
    {
        lines: [108],
        how: "Pushed to Grafana Cloud, within the free tier.",
        made: made("configMap", "collector-pipeline"),
    },
    {
        lines: [109],
        how: "Pushed to Grafana Cloud, but for those of confidential apps.",
        made: made("configMap", "collector-pipeline"),
        decisions: ["0046"],
    },
    {
        lines: [110],
        how: "Pulumi's state, its secrets encrypted, kept in the backend of the owner's choice.",
        decisions: ["0005"],
    },
];
