import { set, type Slip } from "./slip";

/** Slips with copies of data. */
export const backupSlips: readonly Slip[] = [
    {
        rule: "data-backed-up",
        on: "ScheduledBackup::inbox-zero-mail-base-backup",
        reportedOn: "Cluster::inbox-zero-mail",
        remedy: "must be copied every 168 hours, but nothing copies it",
        edit: set("spec.suspend", true),
    },
    {
        rule: "critical-data-copied-twice",
        on: "ObjectStore::immich-database",
        reportedOn: "Cluster::immich-database",
        remedy: "must be copied to 2 declared targets",
        edit: set('metadata.labels["backup.homelab/target"]', undefined),
    },
    {
        rule: "backup-encrypted",
        on: "Pbs::pbs",
        remedy: "set generateEncryptionKey",
        edit: set("generateEncryptionKey", false),
    },
    {
        rule: "database-archives-continuously",
        on: "Cluster::paperless-database",
        remedy: "must not archive by spec.backup.barmanObjectStore",
        edit: set("spec.backup", { barmanObjectStore: { destinationPath: "s3://elsewhere" } }),
    },
    {
        rule: "retention-as-catalogued",
        on: "ReplicationSource::immich-photos-usb-drive",
        remedy: "correct restic.retain",
        edit: set("spec.restic.retain.daily", 1),
    },
    {
        rule: "etcd-snapshotted",
        on: "CronJob::etcd-snapshots",
        remedy: "must run every 24 hours at least",
        edit: set("spec.schedule", "15 6 * * 0"),
    },
    {
        rule: "restore-drilled",
        on: "CronJob::paperless-documents-backblaze-drill",
        reportedOn: "ReplicationSource::paperless-documents-backblaze",
        remedy: "must have its repository opened by a job",
        edit: set("spec.suspend", true),
    },
    {
        rule: "critical-data-recoverable",
        on: "ReplicationSource::paperless-documents-usb-drive",
        reportedOn: "PersistentVolumeClaim::paperless-documents",
        remedy: "set the annotation backup.homelab/restore",
        edit: set("metadata.annotations", undefined),
    },
    {
        rule: "machine-backed-up",
        on: "Job::homelab-machines",
        reportedOn: "VmLegacy::homelab-controlplane-01",
        remedy: "add its number to vmids",
        edit: set("vmids", ["111", "112"]),
    },
    {
        rule: "copies-in-order",
        on: "CronJob::n8n-workflows-copy",
        remedy: "must run in the hours before what copies its volumes",
        edit: set("spec.schedule", "44 4 * * 0"),
    },
    {
        rule: "lone-etcd-snapshotted-often",
        on: "CronJob::etcd-snapshots",
        remedy: "must run every 6 hours at least",
        // The same slip as above: it breaks both rules.
        edit: set("spec.schedule", "15 6 * * 0"),
    },
];
