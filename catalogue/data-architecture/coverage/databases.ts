import { type Answer, made } from "./answer";

const databases = made("database", "immich-database", "paperless-database");

/** "Database Strategies". */
export const databaseAnswers: readonly Answer[] = [
    {
        lines: [181],
        how: "From the app's pods only, over TLS 1.3.",
        made: [...databases, ...made("networkPolicy", "immich-database")],
    },
    {
        lines: [182, 183, 188],
        how: "On an encrypted volume in a pool of Proxmox, made by the operator.",
        made: [...databases, ...made("storageClass", "proxmox-csi-encrypted-g1")],
        decisions: ["0014"],
    },
    { lines: [187], how: "One instance, more by one option.", made: databases },
    {
        lines: [189],
        how: "A base backup on a schedule and every write-ahead log in between.",
        made: [
            ...made("objectStore", "immich-database", "paperless-database"),
            ...made(
                "databaseBackup",
                "immich-database-base-backup",
                "paperless-database-base-backup",
            ),
        ],
        decisions: ["0003"],
    },
    {
        lines: [190],
        how: "Each app pools its connections; PgBouncer by one option.",
        made: databases,
    },
    {
        lines: [194],
        how: "Becomes the database's storage: same size, encrypted class, kept.",
        made: made("database", "immich-database"),
        decisions: ["0014", "0001"],
    },
    {
        lines: [210, 211, 212, 213],
        how: "A file in the app's volume, with no pod and no port of its own.",
        made: made("claim", "home-assistant-config", "n8n-data"),
    },
    {
        lines: [219, 225],
        how: "Talos runs etcd on the control plane, from typed machine configuration.",
        made: made("machineConfig", "homelab-controlplane-01-config"),
    },
    {
        lines: [220, 221, 226],
        how: "A job takes snapshots and stores them off the node, encrypted.",
        made: made("cronJob", "etcd-snapshots"),
        decisions: ["0004"],
    },
    {
        lines: [227],
        how: "One control plane as shipped; three by configuration alone.",
        made: made("machine", "homelab-controlplane-01"),
    },
    {
        lines: [228],
        how: "The machine secrets, which open a snapshot, are protected and in the recovery kit.",
        made: made("machineSecrets", "homelab-secrets"),
    },
    {
        lines: [232],
        how: "`talosctl etcd snapshot` takes a path and lists nothing; the job does it instead.",
        made: made("cronJob", "etcd-snapshots"),
        decisions: ["0004"],
    },
];
