import { type Answer, made } from "./answer";

/** "Data Lifecycle", backup and retention. */
export const backupAnswers: readonly Answer[] = [
    {
        lines: [287, 288],
        how: "Derived from the catalogue for every kind of data, on schedules.",
        made: made("veleroSchedule", "velero-immich-daily"),
        decisions: ["0003"],
    },
    {
        lines: [289],
        how: "The configuration is this repository; Argo CD may deliver from it.",
        made: made("application", "argocd-project"),
    },
    {
        lines: [295],
        how: "Photos and database are copied on schedules, to two places.",
        made: [
            ...made("restic", "immich-photos-backblaze", "immich-photos-usb-drive"),
            ...made("databaseBackup", "immich-database-base-backup"),
        ],
        decisions: ["0003"],
    },
    {
        lines: [296],
        how: "Exported on a schedule into a volume that is backed up.",
        made: made("cronJob", "paperless-document-exporter"),
        decisions: ["0003"],
    },
    {
        lines: [297],
        how: "Its own backup on a schedule, in a volume that is backed up.",
        made: [
            ...made("release", "home-assistant"),
            ...made("veleroSchedule", "velero-home-assistant-daily"),
        ],
        decisions: ["0003"],
    },
    {
        lines: [298],
        how: "Exported on a schedule to a Git repository, without credentials.",
        made: made("cronJob", "n8n-export"),
        decisions: ["0003"],
    },
    {
        lines: [299],
        how: "Argo CD reads the owner's repository.",
        made: made("application", "argocd-project"),
    },
    {
        lines: [300],
        how: "`make seal` writes them for Git; the key that opens them is in the recovery kit.",
        made: made("sealedSecret", "proxmox-csi-luks"),
        decisions: ["0006"],
    },
    {
        lines: [306, 314],
        how: "Velero copies the files of each namespace's volumes.",
        made: [...made("release", "velero"), ...made("veleroSchedule", "velero-immich-daily")],
    },
    {
        lines: [307],
        how: "Snapshots of etcd go to the same place, by a job of their own.",
        made: made("cronJob", "etcd-snapshots"),
        decisions: ["0004"],
    },
    {
        lines: [308, 309, 310],
        how: "To and from a bucket, encrypted.",
        made: made("veleroStore", "velero-location"),
    },
    {
        lines: [315],
        how: "Restic, through VolSync, makes the second copy of what is critical.",
        made: made("restic", "immich-photos-backblaze", "immich-photos-usb-drive"),
    },
    {
        lines: [316],
        how: "Machines go to a Proxmox Backup Server; volumes are not in such backups.",
        made: ["proxmoxve:backup/job:Job::homelab-machines", "proxmoxve:storage/pbs:Pbs::pbs"],
        decisions: ["0042"],
    },
    {
        lines: [317],
        how: "Copies the first bucket to another provider.",
        made: made("cronJob", "bucket-copy"),
    },
    {
        lines: [323],
        how: "Nothing is ever deleted by the program; claims and volumes are kept.",
        made: made("claim", "immich-photos"),
    },
    {
        lines: [324, 325],
        how: "The cloud's own limits, asserted in the catalogue.",
        made: made("configMap", "collector-pipeline"),
        decisions: ["0048"],
    },
    {
        lines: [326],
        how: "A rule of the bucket, since Talos deletes nothing.",
        made: made("bucketLifecycle", "example-homelab-etcd"),
        decisions: ["0004"],
    },
    {
        lines: [327],
        how: "The kubelet cleans up between two thresholds, and by hand as ever.",
        made: made("machineConfig", "homelab-worker-01-config"),
    },
];
