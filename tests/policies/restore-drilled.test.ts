import { restoreDrilled } from "../../policies/rules/restore-drilled";
import {
    baseBackup,
    location,
    oneBucketUntilThen,
    photosClaim,
    schedule,
    soundBaseBackup,
    soundSource,
    source,
    targets,
    volumePolicy,
} from "./backup-samples";
import { dataLabels, kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const container = "spec.jobTemplate.spec.template.spec.containers[0]";
const unheard = "have an alert that tells when no restore of its data succeeds.";
const late = "have its repository opened by a job every 168 hours.";

/** A job that opens a repository each week. */
const weekly = {
    schedule: "40 10 * * 0",
    jobTemplate: {
        spec: {
            template: {
                spec: {
                    containers: [{ envFrom: [{ secretRef: { name: "photos-far-repository" } }] }],
                },
            },
        },
    },
};

testChanges(
    restoreDrilled,
    {
        type: "kubernetes:batch/v1:CronJob",
        name: "drill",
        props: {
            metadata: { name: "drill", namespace: "immich" },
            spec: weekly,
        },
        on: source,
        says: "The replication source immich/photos-far must",
    },
    [
        ["passes a drill each night", { "spec.schedule": "40 10 * * *" }],
        ["refuses a drill once a month", { "spec.schedule": "40 10 1 * *" }, late],
        ["refuses a drill that is suspended", { "spec.suspend": true }, late],
        ["refuses a schedule that is not known", { "spec.schedule": unknown.text }, late],
        ["refuses a schedule that is none", { "spec.schedule": "weekly" }, late],
        [
            "refuses another repository",
            { [`${container}.envFrom[0].secretRef.name`]: "other" },
            late,
        ],
        ["refuses no repository", { [`${container}.envFrom`]: [] }, late],
        ["refuses the secret of another namespace", { "metadata.namespace": "notes" }, late],
        ["refuses containers that are not known", { [container]: unknown.object }, late],
    ],
);

const named =
    "name the runbook by which its restore is tried: set the annotation backup.homelab/drill.";
testChanges(
    restoreDrilled,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
        name: "base-backup",
        props: {
            ...soundBaseBackup,
            metadata: {
                ...soundBaseBackup.metadata,
                ...dataLabels("immich.database", "sensitive", "high"),
                annotations: { "backup.homelab/drill": "docs/runbooks/quarterly-drill.md" },
            },
        },
        says: "The ScheduledBackup immich/immich-database must",
    },
    [
        ["refuses no runbook", { "metadata.annotations": undefined }, named],
        ["refuses an empty name", { 'metadata.annotations["backup.homelab/drill"]': "" }, named],
        ["refuses a name that is not known", { "metadata.annotations": unknown.object }, named],
    ],
);

const drill = kube("batch/v1:CronJob", "drill", { spec: weekly });

testChanges(
    restoreDrilled,
    {
        type: "grafana:alerting/ruleGroup:RuleGroup",
        name: "alerts",
        props: {
            rules: [{ name: "immich.photos restore drill", labels: { asset: "immich.photos" } }],
        },
        beside: [drill],
        on: source,
        says: "The replication source immich/photos-far must",
    },
    [
        ["refuses no alert", { rules: [] }, unheard],
        ["refuses an alert about copies", { "rules[0].name": "immich.photos copies" }, unheard],
        [
            "refuses an alert about other data",
            { "rules[0].labels.asset": "immich.models" },
            unheard,
        ],
        ["refuses an alert about nothing", { "rules[0].labels": undefined }, unheard],
        ["refuses an alert that is paused", { "rules[0].isPaused": true }, unheard],
        ["refuses alerts that are not known", { rules: unknown.list }, unheard],
    ],
);

testRule(restoreDrilled, [
    { title: "passes without alerts anywhere", stack: [drill, source], judged: ["source"] },
    {
        title: "leaves alone what is not worth a drill, or not known",
        stack: [
            baseBackup,
            kube("volsync.backube/v1alpha1:ReplicationSource", "notes", {
                ...soundSource,
                metadata: { name: "notes", ...dataLabels("notes.files", "internal", "medium") },
            }),
        ],
        judged: [],
    },
    {
        title: "refuses critical data that Velero alone copies",
        stack: [targets(), photosClaim, schedule, volumePolicy(), location],
        judged: ["photos"],
        finds: [
            [
                "photos",
                "The claim immich/photos must have a copy of immich.photos whose restore a job can try: add a ReplicationSource beside Velero's schedules.",
            ],
        ],
    },
    {
        title: "passes critical data that Velero copies beside VolSync",
        stack: [targets(), photosClaim, schedule, volumePolicy(), location, source, drill],
        judged: ["source"],
    },
    {
        title: "leaves critical data alone that nothing copies, which another rule misses",
        stack: [targets(), photosClaim],
        judged: [],
    },
    {
        title: "leaves what Velero alone copies alone while that gap is accepted",
        stack: [oneBucketUntilThen, photosClaim, schedule, volumePolicy(), location],
        judged: [],
    },
    {
        title: "leaves less precious data to Velero",
        stack: [
            targets(),
            kube(
                "core/v1:PersistentVolumeClaim",
                "models",
                {},
                dataLabels("immich.database", "sensitive", "high"),
            ),
            ...[schedule, volumePolicy(), location],
        ],
        judged: [],
    },
    {
        title: "demands drills of the copies that there are while gaps are accepted",
        stack: [oneBucketUntilThen, source],
        judged: ["source"],
        finds: [["source", `The replication source immich/photos-far must ${late}`]],
    },
]);
