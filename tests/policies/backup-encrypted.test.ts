import { backupEncrypted } from "../../policies/rules/backup-encrypted";
import { location, sealed, soundSchedule, soundSource, soundStore } from "./backup-samples";
import { kube, unknown } from "./support";
import { testChanges } from "./support/changes";

const restic = sealed("photos-far-repository", ["RESTIC_REPOSITORY", "RESTIC_PASSWORD"]);
const noPassword =
    "be given a secret of this stack with the key RESTIC_PASSWORD, which photos-far-repository is not.";
const noRestic = "copy by restic, which encrypts, into a repository known at preview.";
const volsync = {
    type: "kubernetes:volsync.backube/v1alpha1:ReplicationSource",
    name: "source",
    props: soundSource,
    says: "The replication source immich/photos-far must",
};

testChanges(backupEncrypted, { ...volsync, beside: [restic] }, [
    [
        "refuses a copy by rclone",
        { "spec.restic": undefined, "spec.rclone": { rcloneConfig: "a" } },
        noRestic,
    ],
    [
        "refuses a repository that is not known",
        { "spec.restic.repository": unknown.text },
        noRestic,
    ],
    [
        "refuses a repository that is nowhere",
        { "spec.restic.repository": "other" },
        noPassword.replace("photos-far-repository", "other"),
    ],
]);

testChanges(
    backupEncrypted,
    {
        type: "kubernetes:bitnami.com/v1alpha1:SealedSecret",
        name: "repository",
        props: {
            metadata: { name: "photos-far-repository", namespace: "immich" },
            spec: { encryptedData: { RESTIC_PASSWORD: "AgB" } },
        },
        on: kube("volsync.backube/v1alpha1:ReplicationSource", "source", soundSource),
        says: volsync.says,
    },
    [
        [
            "passes a ciphertext not known yet",
            { "spec.encryptedData.RESTIC_PASSWORD": unknown.text },
        ],
        ["refuses another key", { "spec.encryptedData": { password: "AgB" } }, noPassword],
        ["refuses a secret elsewhere", { "metadata.namespace": "notes" }, noPassword],
        ["refuses keys that are not known", { "spec.encryptedData": unknown.object }, noPassword],
    ],
);

const everybody =
    "have the secret velero-repo-credentials with the key repository-password beside it: without one everybody knows the password.";
testChanges(
    backupEncrypted,
    {
        type: "kubernetes:bitnami.com/v1alpha1:SealedSecret",
        name: "password",
        props: {
            metadata: { name: "velero-repo-credentials", namespace: "velero" },
            spec: { encryptedData: { "repository-password": "AgB" } },
        },
        on: location,
        says: "The storage location velero/first must",
    },
    [
        ["refuses a password elsewhere", { "metadata.namespace": "immich" }, everybody],
        ["refuses a password of another name", { "metadata.name": "kopia" }, everybody],
        [
            "refuses a password under another key",
            { "spec.encryptedData": { password: "AgB" } },
            everybody,
        ],
    ],
);

const leaveOut =
    "leave Secrets out, which would lie in the bucket as they are: add secrets to excludedResources.";
testChanges(
    backupEncrypted,
    {
        type: "kubernetes:velero.io/v1:Schedule",
        name: "schedule",
        props: soundSchedule,
        says: "The schedule velero/immich-daily must",
    },
    [
        [
            "refuses a schedule with Secrets",
            { "spec.template.excludedResources": ["events"] },
            leaveOut,
        ],
        [
            "refuses a list that is not known",
            { "spec.template.excludedResources": unknown.list },
            leaveOut,
        ],
    ],
);

const ask = (part: string) =>
    `ask the bucket for encryption: set configuration.${part}.encryption.`;
testChanges(
    backupEncrypted,
    {
        type: "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
        name: "store",
        props: soundStore,
        says: "The object store immich/immich-database must",
    },
    [
        ["passes a key of the provider", { "spec.configuration.wal.encryption": "aws:kms" }],
        ["refuses a plain archive", { "spec.configuration.wal": {} }, ask("wal")],
        ["refuses plain base backups", { "spec.configuration.data": undefined }, ask("data")],
        ["refuses another word", { "spec.configuration.data.encryption": "none" }, ask("data")],
        [
            "passes R2, which encrypts by itself",
            {
                "spec.configuration.data": {},
                "spec.configuration.endpointURL": "https://abc.r2.cloudflarestorage.com",
            },
        ],
        [
            "refuses an address that only looks like R2's",
            {
                "spec.configuration.data": {},
                "spec.configuration.endpointURL": "https://r2.cloudflarestorage.com.example.org",
            },
            ask("data"),
        ],
        [
            "refuses what is no address",
            { "spec.configuration.data": {}, "spec.configuration.endpointURL": "r2" },
            ask("data"),
        ],
    ],
);

testChanges(
    backupEncrypted,
    {
        type: "proxmoxve:storage/pbs:Pbs",
        name: "pbs",
        props: { datastore: "main", generateEncryptionKey: true },
        says: "The backup server pbs must",
    },
    [
        ["passes a key of one's own", { generateEncryptionKey: undefined, encryptionKey: "key" }],
        [
            "refuses backups in the clear",
            { generateEncryptionKey: false },
            "have an encryption key: set generateEncryptionKey.",
        ],
    ],
);
