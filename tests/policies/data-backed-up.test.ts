import { dataBackedUp } from "../../policies/rules/data-backed-up";
import {
    baseBackup,
    database,
    goneUntilThen,
    noGapUntilThen,
    oneBucketUntilThen,
    location,
    photosClaim,
    schedule,
    soundBaseBackup,
    soundSchedule,
    soundSource,
    source,
    targets,
    volumePolicy,
    volumePolicyOf,
} from "./backup-samples";
import { dataLabels, kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const title = "The claim immich/photos holds immich.photos and must be copied every 24 hours";
const nothing = [["photos", `${title}, but nothing copies it.`]] as const;
const notes = kube(
    "core/v1:PersistentVolumeClaim",
    "notes",
    {},
    { ...dataLabels("notes.files", "internal", "medium"), namespace: "notes" },
);

testRule(dataBackedUp, [
    {
        title: "passes files that Velero copies",
        stack: [targets(), location, photosClaim, schedule, volumePolicy()],
        judged: ["photos"],
    },
    {
        title: "passes files that VolSync copies",
        stack: [photosClaim, source],
        judged: ["photos"],
    },
    {
        title: "passes a database with base backups",
        stack: [database, baseBackup],
        judged: ["immich-database"],
    },
    {
        title: "refuses files that nothing copies",
        stack: [photosClaim],
        judged: ["photos"],
        finds: nothing,
    },
    {
        title: "refuses a database whose files alone are copied",
        stack: [database, schedule, volumePolicy()],
        judged: ["immich-database"],
        finds: [
            [
                "immich-database",
                "The database immich/immich-database holds immich.database and must be copied every 24 hours, but nothing copies it.",
            ],
        ],
    },
    {
        title: "lets medium data wait a week, and no longer",
        stack: [
            notes,
            kube(
                "velero.io/v1:Schedule",
                "weekly",
                {
                    spec: {
                        schedule: "8 3 1,15 * *",
                        template: { defaultVolumesToFsBackup: true },
                    },
                },
                { namespace: "velero" },
            ),
        ],
        judged: ["notes"],
        finds: [
            [
                "notes",
                "The claim notes/notes holds notes.files and must be copied every 168 hours, but up to 408 pass between two copies.",
            ],
        ],
    },
    {
        title: "leaves data without a priority alone",
        stack: [
            kube(
                "core/v1:PersistentVolumeClaim",
                "m",
                {},
                dataLabels("immich.models", "internal", "none"),
            ),
            kube(
                "core/v1:PersistentVolumeClaim",
                "u",
                {},
                dataLabels("nobody.knows", "internal", "high"),
            ),
        ],
        judged: [],
    },
    {
        title: "is silent while no target is accepted",
        stack: [goneUntilThen, photosClaim],
        judged: [],
    },
    ...[oneBucketUntilThen, noGapUntilThen].map((accepting) => ({
        title: "demands of accepted gaps what the targets can give",
        stack: [accepting, photosClaim],
        judged: ["photos"],
        finds: nothing,
    })),
    {
        title: "refuses a claim that the volume policy leaves out",
        stack: [photosClaim, schedule, volumePolicy({ "data.homelab/asset": "immich.photos" })],
        judged: ["photos"],
        finds: nothing,
    },
    {
        title: "refuses a volume policy that is nowhere",
        stack: [photosClaim, schedule],
        judged: ["photos"],
        finds: nothing,
    },
    ...[{ "policy.yaml": "[" }, { "policy.yaml": unknown.text }, unknown.object, "malformed"].map(
        (data) => ({
            title: `refuses a volume policy that is ${JSON.stringify(data)}`,
            stack: [photosClaim, schedule, volumePolicyOf(data)],
            judged: ["photos"],
            finds: nothing,
        }),
    ),
]);

const uncopied = "but nothing copies it.";
const unread = "but the schedule of what copies it cannot be read.";

testChanges(
    dataBackedUp,
    {
        type: "kubernetes:velero.io/v1:Schedule",
        name: "schedule",
        props: soundSchedule,
        beside: [volumePolicy()],
        on: photosClaim,
        says: `${title},`,
    },
    [
        ["passes every namespace", { "spec.template.includedNamespaces": undefined }],
        ["passes all namespaces", { "spec.template.includedNamespaces": ["*"] }],
        ["refuses a paused schedule", { "spec.paused": true }, uncopied],
        ["refuses other namespaces", { "spec.template.includedNamespaces": ["notes"] }, uncopied],
        [
            "refuses the namespace left out",
            { "spec.template.excludedNamespaces": ["immich"] },
            uncopied,
        ],
        [
            "refuses objects without files",
            { "spec.template.defaultVolumesToFsBackup": false },
            uncopied,
        ],
        [
            "refuses chosen objects",
            { "spec.template.labelSelector": { matchLabels: { a: "b" } } },
            uncopied,
        ],
        [
            "refuses chosen objects of several sorts",
            { "spec.template.orLabelSelectors": [{ matchLabels: { a: "b" } }] },
            uncopied,
        ],
        ["refuses chosen kinds", { "spec.template.includedResources": ["services"] }, uncopied],
        ["refuses a template that is not known", { "spec.template": unknown.object }, uncopied],
        ["refuses a schedule that is not known", { "spec.schedule": unknown.text }, unread],
        ["refuses a number", { "spec.schedule": 7 }, unread],
        [
            "refuses once a week",
            { "spec.schedule": "8 3 * * 0" },
            "but up to 168 pass between two copies.",
        ],
    ],
);

testChanges(
    dataBackedUp,
    {
        type: "kubernetes:volsync.backube/v1alpha1:ReplicationSource",
        name: "source",
        props: soundSource,
        on: photosClaim,
        says: `${title},`,
    },
    [
        ["refuses a paused source", { "spec.paused": true }, uncopied],
        ["refuses one of another claim", { "spec.sourcePVC": "models" }, uncopied],
        ["refuses one in another namespace", { "metadata.namespace": "notes" }, uncopied],
        ["refuses one without a schedule", { "spec.trigger": {} }, unread],
        ["refuses an hour that no day has", { "spec.trigger.schedule": "0 25 * * *" }, unread],
    ],
);

testChanges(
    dataBackedUp,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
        name: "base-backup",
        props: soundBaseBackup,
        on: database,
        says: "The database immich/immich-database holds immich.database and must be copied every 24 hours,",
    },
    [
        ["refuses one that is suspended", { "spec.suspend": true }, uncopied],
        ["refuses one of another cluster", { "spec.cluster.name": "other" }, uncopied],
        ["refuses one in another namespace", { "metadata.namespace": "notes" }, uncopied],
        [
            "refuses every other day",
            { "spec.schedule": "0 4 3 */2 * *" },
            "but up to 48 pass between two copies.",
        ],
    ],
);
