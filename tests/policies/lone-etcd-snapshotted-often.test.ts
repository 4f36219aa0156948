import { loneEtcdSnapshottedOften } from "../../policies/rules/lone-etcd-snapshotted-often";
import { machine, secondMachine } from "./machine-samples";
import { kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const plane = machine({ tags: ["controlplane"] });
const other = secondMachine({ tags: ["controlplane"] });
const worker = secondMachine({ tags: ["worker"] });
const props = {
    metadata: { name: "snapshots", namespace: "talos-backup" },
    spec: {
        schedule: "15 */6 * * *",
        jobTemplate: {
            spec: {
                template: {
                    spec: { containers: [{ image: "ghcr.io/siderolabs/talos-backup:v0.1.0" }] },
                },
            },
        },
    },
};
const job = (schedule: unknown) =>
    kube("batch/v1:CronJob", "snapshots", { ...props, spec: { ...props.spec, schedule } });
const late = "run every 6 hours at least: there is one control plane.";

testChanges(
    loneEtcdSnapshottedOften,
    {
        type: "kubernetes:batch/v1:CronJob",
        name: "snapshots",
        props,
        beside: [plane, worker],
        says: "The job talos-backup/snapshots must",
    },
    [
        ["passes every hour", { "spec.schedule": "0 * * * *" }],
        ["refuses every seven hours", { "spec.schedule": "0 */7 * * *" }, late],
        ["refuses once a day", { "spec.schedule": "15 6 * * *" }, late],
        ["refuses hours of the day alone", { "spec.schedule": "0 8-20 * * *" }, late],
        ["refuses a schedule that is not known", { "spec.schedule": unknown.text }, late],
        ["refuses a schedule that is none", { "spec.schedule": "often" }, late],
        ["refuses no schedule", { "spec.schedule": undefined }, late],
    ],
);

testRule(loneEtcdSnapshottedOften, [
    {
        title: "is silent where others have etcd too",
        stack: [plane, other, job("15 6 * * *")],
        judged: [],
    },
    {
        title: "is silent where no machine runs etcd, or none that is known",
        stack: [worker, machine({ tags: unknown.list }), job("15 6 * * *")],
        judged: [],
    },
    {
        title: "leaves other jobs alone",
        stack: [plane, kube("batch/v1:CronJob", "other", { spec: { schedule: "15 6 * * *" } })],
        judged: [],
    },
]);
