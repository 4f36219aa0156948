import { criticalDataCopiedTwice } from "../../policies/rules/critical-data-copied-twice";
import {
    baseBackup,
    bucketCopy,
    database,
    goneUntilThen,
    noGapUntilThen,
    oneBucketUntilThen,
    location,
    photosClaim,
    schedule,
    soundCopy,
    soundLocation,
    soundSource,
    soundStore,
    source,
    store,
    targets,
    volumePolicy,
} from "./backup-samples";
import { dataLabels, kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const velero = [location, schedule, volumePolicy()];
const photosMust = "The claim immich/photos holds immich.photos and must be copied to";
const fewer = (count: number) =>
    `2 declared targets as often as its priority demands, but ${String(count)} take it.`;
const away = "a target outside the house.";
const ledger = kube(
    "postgresql.cnpg.io/v1:Cluster",
    "immich-database",
    {
        spec: {
            plugins: [
                {
                    name: "barman-cloud.cloudnative-pg.io",
                    isWALArchiver: true,
                    parameters: { barmanObjectName: "immich-database" },
                },
            ],
        },
    },
    dataLabels("immich.photos", "sensitive", "critical"),
);
const ledgerMust = "The database immich/immich-database holds immich.photos and must be copied to";

testRule(criticalDataCopiedTwice, [
    {
        title: "passes files at two targets",
        stack: [targets(), photosClaim, ...velero, source],
        judged: ["photos"],
    },
    {
        title: "refuses files at one target",
        stack: [targets(), photosClaim, ...velero],
        judged: ["photos"],
        finds: [["photos", `${photosMust} ${fewer(1)}`]],
    },
    {
        title: "refuses files at targets that nobody declared",
        stack: [photosClaim, ...velero, source],
        judged: ["photos"],
        finds: [["photos", `${photosMust} ${fewer(0)}`]],
    },
    {
        title: "does not count the bucket's copy for files, which it does not take",
        stack: [targets(), photosClaim, ...velero, bucketCopy],
        judged: ["photos"],
        finds: [["photos", `${photosMust} ${fewer(1)}`]],
    },
    {
        title: "asks one target of data that is not critical",
        stack: [targets(), database, store, baseBackup],
        judged: ["immich-database"],
    },
    {
        title: "asks nothing of data that may stay at home",
        stack: [
            targets(),
            kube(
                "core/v1:PersistentVolumeClaim",
                "a",
                {},
                dataLabels("platform.archive", "internal", "low"),
            ),
        ],
        judged: [],
    },
    ...[goneUntilThen, oneBucketUntilThen].map((accepting) => ({
        title: "is silent while too few targets are accepted",
        stack: [accepting, photosClaim],
        judged: [],
    })),
    {
        title: "is not silent about other data then",
        stack: [oneBucketUntilThen, photosClaim, database],
        judged: ["immich-database"],
        finds: [
            [
                "immich-database",
                "The database immich/immich-database holds immich.database and must be copied to 1 declared targets as often as its priority demands, but 0 take it.",
            ],
        ],
    },
    {
        title: "demands of accepted gaps what the targets can give",
        stack: [noGapUntilThen, photosClaim],
        judged: ["photos"],
        finds: [["photos", `${photosMust} ${fewer(0)}`]],
    },
]);

testChanges(
    criticalDataCopiedTwice,
    {
        type: "kubernetes:batch/v1:CronJob",
        name: "bucket-copy",
        props: soundCopy,
        beside: [targets(), store, baseBackup],
        on: ledger,
        says: ledgerMust,
    },
    [
        ["refuses a copy that is suspended", { "spec.suspend": true }, fewer(1)],
        ["refuses a copy once a week", { "spec.schedule": "53 7 * * 0" }, fewer(1)],
        [
            "refuses a copy of another target",
            { 'metadata.labels["backup.homelab/source"]': "drive" },
            fewer(1),
        ],
        [
            "refuses a copy to the same target",
            { 'metadata.labels["backup.homelab/target"]': "near" },
            fewer(1),
        ],
        [
            "refuses a copy to nowhere",
            { 'metadata.labels["backup.homelab/target"]': "elsewhere" },
            fewer(1),
        ],
        ["refuses unknown labels", { "metadata.labels": unknown.object }, fewer(1)],
    ],
);

testChanges(
    criticalDataCopiedTwice,
    {
        type: "kubernetes:volsync.backube/v1alpha1:ReplicationSource",
        name: "source",
        props: soundSource,
        beside: [targets(), ...velero],
        on: photosClaim,
        says: photosMust,
    },
    [
        [
            "passes a drive in the house as the second",
            { 'metadata.labels["backup.homelab/target"]': "drive" },
        ],
        [
            "refuses the same target twice",
            { 'metadata.labels["backup.homelab/target"]': "near" },
            fewer(1),
        ],
        ["refuses a copy once a week", { "spec.trigger.schedule": "30 5 * * 0" }, fewer(1)],
    ],
);

testChanges(
    criticalDataCopiedTwice,
    {
        type: "kubernetes:velero.io/v1:BackupStorageLocation",
        name: "location",
        props: soundLocation,
        beside: [targets(), schedule, volumePolicy(), source],
        on: photosClaim,
        says: photosMust,
    },
    [
        ["refuses a location of another name", { "metadata.name": "second" }, fewer(1)],
        ["refuses a location elsewhere", { "metadata.namespace": "immich" }, fewer(1)],
        [
            "refuses an address that is not the target's",
            {
                'metadata.labels["backup.homelab/target"]': "drive",
                "spec.config.s3Url": "https://s3.example.net",
            },
            fewer(1),
        ],
        [
            "passes the target's own address",
            {
                'metadata.labels["backup.homelab/target"]': "drive",
                "spec.config.s3Url": "https://pve1.example.org:8000",
            },
        ],
    ],
);

testChanges(
    criticalDataCopiedTwice,
    {
        type: "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
        name: "store",
        props: soundStore,
        beside: [targets(), baseBackup],
        on: database,
        says: "The database immich/immich-database holds immich.database and must be copied to",
    },
    [
        [
            "refuses a store in the house",
            {
                'metadata.labels["backup.homelab/target"]': "drive",
                "spec.configuration.endpointURL": "https://pve1.example.org",
            },
            away,
        ],
        [
            "refuses a store whose address is not the target's",
            {
                'metadata.labels["backup.homelab/target"]': "far",
                "spec.configuration.endpointURL": "no address",
            },
            "1 declared targets as often as its priority demands, but 0 take it.",
        ],
    ],
);
