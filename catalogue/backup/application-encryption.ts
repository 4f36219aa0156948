import type { AssetId } from "../data-asset";

/** Something that encrypts what it stores by itself, above encrypted volumes. */
export interface ApplicationEncryption {
    /** An app's name, or `platform`. */
    readonly owner: string;
    /** What it encrypts. */
    readonly what: string;
    /** The catalogue's entry for the key. */
    readonly key: AssetId;
}

/**
 * Who encrypts above the volume.
 *
 * @see docs/seed/data-architecture.md, "Encryption at Rest"
 */
export const applicationEncryption: readonly ApplicationEncryption[] = [
    {
        owner: "platform",
        what: "Kubernetes Secrets in etcd (secretbox)",
        key: "platform.talos-secrets",
    },
    { owner: "platform", what: "The state of Pulumi", key: "platform.stack-passphrase" },
    { owner: "platform", what: "Velero's Kopia repositories", key: "platform.kopia-password" },
    { owner: "platform", what: "Restic repositories of volumes", key: "platform.restic-password" },
    { owner: "platform", what: "Snapshots of etcd (age)", key: "platform.etcd-snapshot-identity" },
    {
        owner: "platform",
        what: "Backups of machines on Proxmox Backup Server",
        key: "platform.machine-backup-key",
    },
    { owner: "n8n", what: "Logins in the workflow database", key: "n8n.encryption" },
    { owner: "inbox-zero", what: "Tokens for mailboxes", key: "inbox-zero.keys" },
];

/** Apps that have no encryption of their own to switch on; their volumes are encrypted below them. */
export const withoutApplicationEncryption: readonly string[] = [
    "immich",
    "paperless",
    "home-assistant",
    "glance",
    "isponsorblocktv",
];
