import { databaseArchivesContinuously } from "../../policies/rules/database-archives-continuously";
import {
    database,
    goneUntilThen,
    noGapUntilThen,
    oneBucketUntilThen,
    soundBaseBackup,
    soundDatabase,
    soundStore,
    store,
} from "./backup-samples";
import { dataLabels, kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const archive =
    "archive its changes: name an object store of this stack in a plugin barman-cloud.cloudnative-pg.io with isWALArchiver.";
const inTree = "not archive by spec.backup.barmanObjectStore, which the plugin replaces.";

testChanges(
    databaseArchivesContinuously,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:Cluster",
        name: "cluster",
        props: soundDatabase,
        beside: [store],
        says: "The database immich/immich-database must",
    },
    [
        [
            "passes a plugin that says nothing of being enabled",
            { "spec.plugins[0].enabled": undefined },
        ],
        ["refuses no plugin", { "spec.plugins": [] }, archive],
        ["refuses another plugin", { "spec.plugins[0].name": "other" }, archive],
        ["refuses a plugin that is switched off", { "spec.plugins[0].enabled": false }, archive],
        [
            "refuses a plugin that archives nothing",
            { "spec.plugins[0].isWALArchiver": undefined },
            archive,
        ],
        [
            "refuses a store that is nowhere",
            { "spec.plugins[0].parameters.barmanObjectName": "other" },
            archive,
        ],
        ["refuses plugins that are not known", { "spec.plugins": unknown.list }, archive],
        [
            "refuses an annotation that switches archiving off",
            { 'metadata.annotations["cnpg.io/skipWalArchiving"]': "enabled" },
            archive,
        ],
        [
            "refuses the operator's own archiver beside it",
            { "spec.backup": { barmanObjectStore: { a: "b" } } },
            inTree,
        ],
        [
            "refuses the operator's own archiver alone",
            { "spec.plugins": undefined, "spec.backup": { barmanObjectStore: unknown.object } },
            archive,
            inTree,
        ],
    ],
);

const method = "use the method plugin with barman-cloud.cloudnative-pg.io.";
testChanges(
    databaseArchivesContinuously,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
        name: "base-backup",
        props: soundBaseBackup,
        says: "The scheduled backup immich/immich-database must",
    },
    [
        ["refuses the operator's own method", { "spec.method": "barmanObjectStore" }, method],
        ["refuses snapshots of volumes", { "spec.method": "volumeSnapshot" }, method],
        ["refuses another plugin", { "spec.pluginConfiguration.name": "other" }, method],
        ["refuses no plugin", { "spec.pluginConfiguration": undefined }, method],
    ],
);

testRule(databaseArchivesContinuously, [
    {
        title: "is silent while no target is accepted",
        stack: [goneUntilThen, database],
        judged: [],
    },
    ...[oneBucketUntilThen, noGapUntilThen].map((accepting) => ({
        title: "demands of accepted gaps what the targets can give",
        stack: [accepting, database],
        judged: ["immich-database"],
        finds: [
            [
                "immich-database",
                "The database immich/immich-database must archive its changes: name an object store of this stack in a plugin barman-cloud.cloudnative-pg.io with isWALArchiver.",
            ],
        ] as const,
    })),
    {
        title: "refuses a store of the same name in another namespace",
        stack: [
            database,
            kube("barmancloud.cnpg.io/v1:ObjectStore", "store", {
                ...soundStore,
                metadata: { name: "immich-database", namespace: "notes" },
            }),
        ],
        judged: ["immich-database"],
        finds: [["immich-database", `The database immich/immich-database must ${archive}`]],
    },
    {
        title: "leaves a database without a priority alone",
        stack: [
            kube(
                "postgresql.cnpg.io/v1:Cluster",
                "scratch",
                {},
                dataLabels("immich.models", "internal", "none"),
            ),
        ],
        judged: [],
    },
]);

testRule(databaseArchivesContinuously, [
    {
        title: "refuses a database whose files lie on a volume of its own",
        stack: [
            kube(
                "core/v1:PersistentVolumeClaim",
                "pgdata",
                {},
                dataLabels("immich.database", "sensitive", "high"),
            ),
        ],
        judged: ["pgdata"],
        finds: [
            [
                "pgdata",
                "The claim immich/pgdata must not hold the database immich.database, whose files are no copy while it runs: make it a Cluster of CloudNativePG.",
            ],
        ],
    },
]);
