import { existsSync } from "node:fs";
import { join } from "node:path";
import { runbooks } from "../../catalogue/backup/runbooks";
import { criticalDataRecoverable } from "../../policies/rules/critical-data-recoverable";
import { repository } from "../support/shipped-program";
import {
    database,
    goneUntilThen,
    oneBucketUntilThen,
    photosClaim,
    soundSource,
} from "./backup-samples";
import { kube, photos, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const title = "The claim immich/photos holds immich.photos and must";
const runbook =
    "be restored by a runbook that each of its copies names: set the annotation backup.homelab/restore.";
const silent = "have an alert that speaks of its copies.";
const annotations = { "backup.homelab/restore": "docs/runbooks/application-data-loss.md" };
const props = { ...soundSource, metadata: { ...soundSource.metadata, annotations } };
const source = kube("volsync.backube/v1alpha1:ReplicationSource", "source", props);

testChanges(
    criticalDataRecoverable,
    {
        type: "kubernetes:volsync.backube/v1alpha1:ReplicationSource",
        name: "source",
        props,
        on: photosClaim,
        says: title,
    },
    [
        ["refuses no runbook", { "metadata.annotations": undefined }, runbook],
        ["refuses another annotation", { "metadata.annotations": { a: "b" } }, runbook],
        [
            "refuses a runbook that is not known",
            { "metadata.annotations": unknown.object },
            runbook,
        ],
        ["leaves data alone that another rule misses a copy of", { "spec.paused": true }],
    ],
);

const shared = {
    name: "immich.database bucket copy",
    labels: { asset: "immich.database", alsoOf: "notes.files immich.photos" },
};
const rule = { name: "immich.photos file-system copy", labels: { asset: "immich.photos" } };
testChanges(
    criticalDataRecoverable,
    {
        type: "grafana:alerting/ruleGroup:RuleGroup",
        name: "alerts",
        props: { rules: [rule] },
        beside: [source],
        on: photosClaim,
        says: title,
    },
    [
        ["passes an alert that several share", { rules: [shared] }],
        [
            "refuses an alert that others share",
            { rules: [shared], "rules[0].labels.alsoOf": "notes.files" },
            silent,
        ],
        ["passes snapshots", { "rules[0].name": "photos snapshot" }],
        ["refuses no alert", { rules: [] }, silent],
        ["refuses an alert about room", { "rules[0].name": "immich.photos room" }, silent],
        [
            "refuses an alert about other data",
            { "rules[0].labels.asset": "immich.database" },
            silent,
        ],
        ["refuses an alert about nothing", { "rules[0].labels": undefined }, silent],
        ["refuses an alert that is paused", { "rules[0].isPaused": true }, silent],
        ["refuses alerts that are not known", { rules: unknown.list }, silent],
    ],
);

const job = (annotated: object) =>
    kube(
        "batch/v1:CronJob",
        "snapshots",
        {
            spec: {
                jobTemplate: {
                    spec: {
                        template: {
                            spec: { containers: [{ image: "siderolabs/talos-backup:1" }] },
                        },
                    },
                },
            },
        },
        { ...photos, annotations: annotated },
    );

testRule(criticalDataRecoverable, [
    { title: "passes without alerts anywhere", stack: [photosClaim, source], judged: ["photos"] },
    { title: "passes snapshots of etcd", stack: [job(annotations)], judged: ["snapshots"] },
    {
        title: "refuses snapshots of etcd without a runbook",
        stack: [job({})],
        judged: ["snapshots"],
        finds: [["snapshots", `The job immich/snapshots holds immich.photos and must ${runbook}`]],
    },
    { title: "leaves data alone that is not critical", stack: [database], judged: [] },
    {
        title: "is silent while no target is accepted",
        stack: [goneUntilThen, photosClaim],
        judged: [],
    },
    {
        title: "demands of the copies that there are what it always does",
        stack: [
            oneBucketUntilThen,
            photosClaim,
            kube("volsync.backube/v1alpha1:ReplicationSource", "source", soundSource),
        ],
        judged: ["photos"],
        finds: [["photos", `${title} ${runbook}`]],
    },
]);

test("every runbook that an object names is there", () => {
    const named = Object.values(runbooks).flatMap((one) => Object.values(one));
    expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});
