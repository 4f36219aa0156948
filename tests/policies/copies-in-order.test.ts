import { copiesInOrder } from "../../policies/rules/copies-in-order";
import {
    baseBackup,
    bucketCopy,
    database,
    location,
    photosClaim,
    schedule,
    soundCopy,
    source,
    store,
    targets,
    volumePolicy,
} from "./backup-samples";
import { kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const props = {
    metadata: { name: "export", namespace: "immich" },
    spec: {
        schedule: "22 0 * * *",
        jobTemplate: {
            spec: {
                template: {
                    spec: {
                        volumes: [{ persistentVolumeClaim: { claimName: "photos" } }],
                        containers: [],
                    },
                },
            },
        },
    },
};
const copying = [targets(), location, volumePolicy(), photosClaim, schedule, source];
const before = (...copiers: string[]) =>
    `run in the hours before what copies its volumes: ${copiers.join(", ")}.`;
const velero = "Schedule velero/immich-daily";
const volsync = "ReplicationSource immich/photos-far";

testChanges(
    copiesInOrder,
    {
        type: "kubernetes:batch/v1:CronJob",
        name: "export",
        props,
        beside: copying,
        says: "The job immich/export must",
    },
    [
        ["passes a job in the evening", { "spec.schedule": "0 22 * * *" }],
        ["passes a job at every hour", { "spec.schedule": "0 * * * *" }],
        ["passes a job of some days", { "spec.schedule": "22 0 * * 0" }],
        ["refuses a job between two copies", { "spec.schedule": "30 4 * * *" }, before(velero)],
        [
            "refuses a job after the copies",
            { "spec.schedule": "30 6 * * *" },
            before(velero, volsync),
        ],
        ["refuses a job at the same minute", { "spec.schedule": "8 3 * * *" }, before(velero)],
        [
            "refuses a job in the afternoon",
            { "spec.schedule": "0 14 * * *" },
            before(velero, volsync),
        ],
        [
            "refuses a schedule that is not known",
            { "spec.schedule": unknown.text },
            before(velero, volsync),
        ],
        ["refuses no schedule", { "spec.schedule": undefined }, before(velero, volsync)],
    ],
);

const late = { "spec.schedule": "30 6 * * *" };
const job = (changes: object, spec: object = {}) =>
    kube("batch/v1:CronJob", "export", {
        ...props,
        ...changes,
        spec: { ...props.spec, schedule: late["spec.schedule"], ...spec },
    });
const mounting = (...list: readonly unknown[]) => ({
    jobTemplate: { spec: { template: { spec: { volumes: list } } } },
});

testRule(copiesInOrder, [
    ...(
        [
            ["is suspended", job({}, { suspend: true })],
            [
                "only reads",
                job(
                    {},
                    mounting({ persistentVolumeClaim: { claimName: "photos", readOnly: true } }),
                ),
            ],
            [
                "writes elsewhere",
                job(
                    {},
                    mounting({ persistentVolumeClaim: { claimName: "models" } }, { emptyDir: {} }),
                ),
            ],
            ["writes nowhere", job({}, mounting())],
            ["has volumes that are not known", job({}, { jobTemplate: unknown.object })],
            ["is of another namespace", job({ metadata: { name: "export", namespace: "notes" } })],
            [
                "is no job on a schedule",
                kube("batch/v1:Job", "export", { ...props, ...mounting() }),
            ],
        ] as const
    ).map(([title, stack]) => ({
        title: `leaves alone a job that ${title}`,
        stack: [...copying, stack],
        judged: [],
    })),
    {
        title: "leaves alone what no copy is made of",
        stack: [photosClaim, job({})],
        judged: [],
    },
    {
        title: "judges once a job that writes twice into what is copied twice",
        stack: [
            ...copying,
            job(
                {},
                mounting(...[1, 2].map(() => ({ persistentVolumeClaim: { claimName: "photos" } }))),
            ),
        ],
        judged: ["export"],
        finds: [["export", `The job immich/export must ${before(velero, volsync)}`]],
    },
]);

const databases = [targets(), database, store, baseBackup];
const after =
    "The job backup-copy/bucket-copy must run in the hours after what fills its bucket: ScheduledBackup immich/immich-database.";
const copyAt = (at: string, labels = soundCopy.metadata.labels) =>
    kube("batch/v1:CronJob", "bucket-copy", {
        metadata: { ...soundCopy.metadata, labels },
        spec: { schedule: at },
    });

testRule(copiesInOrder, [
    {
        title: "passes a bucket that is copied after its databases",
        stack: [...databases, bucketCopy],
        judged: ["bucket-copy"],
    },
    ...["53 2 * * *", "53 17 * * *", "never"].map((at) => ({
        title: `refuses a bucket that is copied at ${at}`,
        stack: [...databases, copyAt(at)],
        judged: ["bucket-copy"],
        finds: [["bucket-copy", after]] as const,
    })),
    {
        title: "leaves alone databases that lie in another bucket",
        stack: [
            ...databases,
            copyAt("53 2 * * *", {
                "backup.homelab/source": "far",
                "backup.homelab/target": "near",
            }),
        ],
        judged: ["bucket-copy"],
    },
]);
