import type { DataAsset } from "./data-asset";

type PlatformAsset = Omit<DataAsset, "id" | "personal" | "size" | "copyOf">;

const assets = {
    "container-images": {
        title: "Container images cached on the nodes and in the registry cache",
        kind: "images",
        classification: "public",
        backup: "none",
        retention: "until cleanup",
    },
    "helm-charts": {
        title: "Helm charts fetched for a deployment",
        kind: "artifact",
        classification: "public",
        backup: "none",
        retention: "transient",
    },
    website: {
        title: "Content of the public website",
        kind: "artifact",
        classification: "public",
        backup: "low",
        retention: "indefinite",
    },
    configuration: {
        title: "Infrastructure and application configuration in version control",
        kind: "git",
        classification: "internal",
        backup: "high",
        retention: "indefinite",
    },
    "argocd-state": {
        title: "GitOps synchronisation state of Argo CD",
        kind: "derived",
        classification: "internal",
        backup: "low",
        retention: "until resource deletion",
        storedIn: "platform.etcd",
    },
    metrics: {
        title: "Cluster metrics",
        kind: "metrics",
        classification: "internal",
        backup: "none",
        retention: "30 days",
    },
    logs: {
        title: "Application logs",
        kind: "logs",
        classification: "internal",
        backup: "none",
        retention: "14 days",
    },
    // Both hold every Secret of the cluster, so neither may rank below what it contains.
    etcd: {
        title: "Kubernetes API objects in etcd",
        kind: "etcd",
        classification: "credentials",
        backup: "critical",
        retention: "until resource deletion",
    },
    "etcd-snapshots": {
        title: "Snapshots of etcd",
        kind: "etcd snapshot",
        classification: "credentials",
        backup: "critical",
        retention: "7 days",
    },
    "pulumi-state": {
        title: "Infrastructure state kept by Pulumi",
        kind: "state",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "sealed-secrets": {
        title: "Encrypted credentials in Git",
        kind: "git",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "sealing-key": {
        title: "Private key that opens the sealed secrets",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "luks-passphrase": {
        title: "Passphrase of the encrypted volumes",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "talos-secrets": {
        title: "Talos machine secrets: certificate authorities, tokens, etcd encryption key",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "stack-passphrase": {
        title: "Passphrase of the stack, which opens Pulumi's state",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "kopia-password": {
        title: "Password of Velero's Kopia repositories",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "restic-password": {
        title: "Password of the restic repositories",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "etcd-snapshot-identity": {
        title: "Age identity that opens etcd snapshots",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "machine-backup-key": {
        title: "Key that opens backups of machines on Proxmox Backup Server",
        kind: "secret",
        classification: "credentials",
        backup: "critical",
        retention: "indefinite",
    },
    "bucket-credentials": {
        title: "Access keys of the buckets that backups go to, one for each purpose",
        kind: "secret",
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
    },
    "admin-credentials": {
        title: "Administrator's kubeconfig and talosconfig, issued from the machine secrets",
        kind: "secret",
        classification: "credentials",
        backup: "none",
        retention: "until cleanup",
    },
    "csi-token": {
        title: "Proxmox API token of the storage driver",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
    },
    "stack-secrets": {
        title: "Secrets of the stack's configuration: Proxmox and Cloudflare API tokens",
        kind: "secret",
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
    },
    "argocd-credentials": {
        title: "Argo CD's administrator password, session key, cache password and Git token",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
    },
    "grafana-cloud-token": {
        title: "Token that pushes metrics and logs to Grafana Cloud",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
    },
    "proxmox-metrics-token": {
        title: "Proxmox API token that reads metrics",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
    },
    "dns-token": {
        title: "Cloudflare API token that proves the domain to the certificate authority",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
    },
    "tunnel-token": {
        title: "Token of the tunnel from Cloudflare into the house",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
    },
    "access-tokens": {
        title: "Tokens with which programs pass Cloudflare's login",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "until resource deletion",
    },
    "edge-certificate": {
        title: "Private key and certificate of the gateway",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "until cleanup",
    },
} as const satisfies Readonly<Record<string, PlatformAsset>>;

/** Names of what the platform itself holds, without the owner `platform`. */
export type PlatformAssetName = keyof typeof assets;

/** One asset of the platform by its name: id `platform.<name>`, never personal. */
export function platformAsset(name: PlatformAssetName): DataAsset {
    return { id: `platform.${name}`, personal: false, ...assets[name] };
}

/** Every asset of the platform, in the order above: images first, credentials last. */
export const platformAssets: readonly DataAsset[] = (
    Object.keys(assets) as PlatformAssetName[]
).map(platformAsset);
