import { stringify } from "yaml";
import { dataLabels, kube, photos, resource } from "./support";

type Labels = Readonly<Record<string, string>>;

/** What the component of all copies says of two buckets and a drive in the house. */
export function targets(changes: object = {}) {
    return resource("homelab:platform:Backup", "backup", {
        targets: [
            { name: "near", kind: "r2", offsite: true },
            { name: "far", kind: "s3", offsite: true, host: "s3.example.org" },
            { name: "drive", kind: "rest-server", offsite: false, host: "pve1.example.org" },
        ],
        ...changes,
    });
}

const incomplete = { reason: "Not yet", until: "2999-12-31" };

/** No target at all, which the owner accepts. */
export const goneUntilThen = targets({ targets: [], incomplete });

/** One bucket, which the owner accepts. */
export const oneBucketUntilThen = targets({
    targets: [{ name: "near", kind: "r2", offsite: true }],
    incomplete,
});

/** Targets that lack nothing, and gaps accepted nevertheless. */
export const noGapUntilThen = targets({ incomplete });

/** The claim of the photos, which are critical. */
export const photosClaim = kube(
    "core/v1:PersistentVolumeClaim",
    "photos",
    { spec: { storageClassName: "kept-g1" } },
    photos,
);

const databaseLabels = dataLabels("immich.database", "sensitive", "high");

/** The properties of a database that archives into the store `immich-database`. */
export const soundDatabase = {
    metadata: { name: "immich-database", namespace: "immich", ...databaseLabels },
    spec: {
        storage: { size: "10Gi" },
        plugins: [
            {
                name: "barman-cloud.cloudnative-pg.io",
                enabled: true,
                isWALArchiver: true,
                parameters: { barmanObjectName: "immich-database" },
            },
        ],
    },
};

export const database = kube("postgresql.cnpg.io/v1:Cluster", "immich-database", soundDatabase);

const at = (name: string, labels: Labels = {}) => ({
    labels: { ...labels, "backup.homelab/target": name },
});

export const soundStore = {
    metadata: {
        name: "immich-database",
        namespace: "immich",
        ...at("near", databaseLabels.labels),
    },
    spec: {
        retentionPolicy: "30d",
        configuration: {
            destinationPath: "s3://near-databases/immich",
            endpointURL: "https://s3.example.net",
            data: { encryption: "AES256" },
            wal: { encryption: "AES256" },
        },
    },
};

/** Where the database's archive lies; `body` takes the place of the rest. */
export const store = kube("barmancloud.cnpg.io/v1:ObjectStore", "store", soundStore);

export const soundBaseBackup = {
    metadata: { name: "immich-database", namespace: "immich" },
    spec: {
        schedule: "0 4 3 * * *",
        method: "plugin",
        cluster: { name: "immich-database" },
        pluginConfiguration: { name: "barman-cloud.cloudnative-pg.io" },
    },
};

export const baseBackup = kube(
    "postgresql.cnpg.io/v1:ScheduledBackup",
    "base-backup",
    soundBaseBackup,
);

export const soundSchedule = {
    metadata: { name: "immich-daily", namespace: "velero" },
    spec: {
        schedule: "8 3 * * *",
        template: {
            includedNamespaces: ["immich"],
            excludedResources: ["secrets"],
            storageLocation: "first",
            ttl: "87840h0m0s",
            defaultVolumesToFsBackup: true,
            resourcePolicy: { kind: "configmap", name: "volumes" },
        },
    },
};

/** Velero's copies of the namespace `immich`. */
export const schedule = kube("velero.io/v1:Schedule", "schedule", soundSchedule);

/** A volume policy that leaves out claims with these labels. */
export function volumePolicy(pvcLabels: Labels = { "data.homelab/backup-priority": "none" }) {
    const skip = { conditions: { pvcLabels }, action: { type: "skip" } };
    const text = stringify({ version: "v1", volumePolicies: [skip] });
    return volumePolicyOf({ "policy.yaml": text });
}

export function volumePolicyOf(data: unknown) {
    return kube("core/v1:ConfigMap", "volumes", { data }, { namespace: "velero" });
}

export const soundLocation = {
    metadata: { name: "first", namespace: "velero", ...at("near") },
    spec: { default: true, config: {}, objectStorage: { bucket: "near-volumes" } },
};

export const location = kube("velero.io/v1:BackupStorageLocation", "location", soundLocation);

export const soundSource = {
    metadata: { name: "photos-far", namespace: "immich", ...at("far", photos.labels) },
    spec: {
        sourcePVC: "photos",
        trigger: { schedule: "30 5 * * *" },
        restic: {
            repository: "photos-far-repository",
            retain: { daily: 14, weekly: 8, monthly: 12, yearly: 10 },
        },
    },
};

/** Restic's copies of the photos. */
export const source = kube("volsync.backube/v1alpha1:ReplicationSource", "source", soundSource);

/** A sealed secret with these keys. */
export function sealed(name: string, keys: readonly string[], namespace = "immich") {
    return kube(
        "bitnami.com/v1alpha1:SealedSecret",
        name,
        { spec: { encryptedData: Object.fromEntries(keys.map((key) => [key, "AgB"])) } },
        { namespace },
    );
}

export const soundCopy = {
    metadata: {
        name: "bucket-copy",
        namespace: "backup-copy",
        labels: { "backup.homelab/source": "near", "backup.homelab/target": "far" },
    },
    spec: { schedule: "53 7 * * *" },
};

/** Copies the first bucket to the second. */
export const bucketCopy = kube("batch/v1:CronJob", "bucket-copy", soundCopy);

/** A job that takes snapshots of etcd, into a bucket if one is named. */
export function snapshotJob(name: string, bucket?: string, spec: object = {}) {
    const env = bucket === undefined ? [] : [{ name: "BUCKET", value: bucket }];
    const containers = [{ image: "ghcr.io/siderolabs/talos-backup:v1", env }];
    return kube("batch/v1:CronJob", name, {
        spec: { jobTemplate: { spec: { template: { spec: { containers } } } }, ...spec },
    });
}
