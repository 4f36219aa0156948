import { etcdSnapshotted } from "../../policies/rules/etcd-snapshotted";
import { stringify } from "yaml";
import { goneUntilThen, oneBucketUntilThen, sealed, targets } from "./backup-samples";
import { kube, resource, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const secret = sealed("etcd-bucket", ["AGE_X25519_PUBLIC_KEY"], "talos-backup");
const pod = "spec.jobTemplate.spec.template.spec.containers[0]";
const props = {
    metadata: {
        name: "snapshots",
        namespace: "talos-backup",
        labels: { "backup.homelab/target": "near" },
    },
    spec: {
        schedule: "15 */6 * * *",
        jobTemplate: {
            spec: {
                template: {
                    spec: {
                        containers: [
                            {
                                image: "ghcr.io/siderolabs/talos-backup:v0.1.0@sha256:abc",
                                env: [
                                    {
                                        name: "AGE_X25519_PUBLIC_KEY",
                                        valueFrom: {
                                            secretKeyRef: {
                                                name: "etcd-bucket",
                                                key: "AGE_X25519_PUBLIC_KEY",
                                            },
                                        },
                                    },
                                    { name: "BUCKET", value: "etcd" },
                                ],
                            },
                        ],
                    },
                },
            },
        },
    },
};
const job = kube("batch/v1:CronJob", "snapshots", props);
const often = "run every 24 hours at least.";
const encrypt = "encrypt what it takes: set AGE_X25519_PUBLIC_KEY from a secret of this stack.";
const away =
    "put snapshots off the nodes: name a bucket, and its target by the label backup.homelab/target.";

testChanges(
    etcdSnapshotted,
    {
        type: "kubernetes:batch/v1:CronJob",
        name: "snapshots",
        props,
        beside: [targets(), secret],
        says: "The job talos-backup/snapshots must",
    },
    [
        [
            "passes a recipient written out",
            { [`${pod}.env[0]`]: { name: "AGE_X25519_PUBLIC_KEY", value: "age1" } },
        ],
        ["refuses twice a week", { "spec.schedule": "0 3 * * 1,4" }, often],
        ["refuses a schedule that is not known", { "spec.schedule": unknown.text }, often],
        ["refuses no recipient", { [`${pod}.env[0]`]: { name: "A", value: "b" } }, encrypt],
        [
            "refuses an empty recipient",
            { [`${pod}.env[0]`]: { name: "AGE_X25519_PUBLIC_KEY", value: "" } },
            encrypt,
        ],
        [
            "refuses a secret that is nowhere",
            { [`${pod}.env[0].valueFrom.secretKeyRef.name`]: "other" },
            encrypt,
        ],
        [
            "refuses a key that the secret lacks",
            { [`${pod}.env[0].valueFrom.secretKeyRef.key`]: "KEY" },
            encrypt,
        ],
        [
            "refuses encryption switched off",
            { [`${pod}.env[2]`]: { name: "DISABLE_ENCRYPTION", value: "true" } },
            encrypt,
        ],
        [
            "passes encryption left on",
            { [`${pod}.env[2]`]: { name: "DISABLE_ENCRYPTION", value: "false" } },
        ],
        ["refuses no bucket", { [`${pod}.env[1]`]: { name: "A", value: "b" } }, away],
        ["refuses a target that nobody declared", { "metadata.labels": {} }, away],
    ],
);

const bootstrap = resource("talos:machine/bootstrap:Bootstrap", "homelab", {});
const none = "The cluster homelab must have snapshots of its etcd: let a CronJob run talos-backup.";
const patch = (access: object) =>
    resource("talos:machine/configurationApply:ConfigurationApply", "node-1", {
        node: "10.0.0.1",
        configPatches: [stringify({ machine: { features: { kubernetesTalosAPIAccess: access } } })],
    });
const open = {
    enabled: true,
    allowedRoles: ["os:etcd:backup"],
    allowedKubernetesNamespaces: ["talos-backup"],
};
const roles =
    "The machine configuration node-1 must allow the cluster's pods the role os:etcd:backup and no other.";
const namespaces =
    "The machine configuration node-1 must let no namespace speak to Talos but the one that takes snapshots.";
const account = (...names: unknown[]) =>
    kube(
        "talos.dev/v1alpha1:ServiceAccount",
        "account",
        { spec: { roles: names } },
        { namespace: "talos-backup" },
    );
const whole = [targets(), secret, job];

testRule(etcdSnapshotted, [
    {
        title: "passes a cluster with snapshots",
        stack: [...whole, bootstrap, patch(open), account("os:etcd:backup")],
        judged: ["snapshots", "homelab", "node-1", "account"],
    },
    {
        title: "refuses a cluster without",
        stack: [bootstrap],
        judged: ["homelab"],
        finds: [["homelab", none]],
    },
    {
        title: "refuses a cluster whose job is suspended",
        stack: [
            targets(),
            secret,
            bootstrap,
            kube("batch/v1:CronJob", "snapshots", {
                ...props,
                spec: { ...props.spec, suspend: true },
            }),
        ],
        judged: ["homelab", "snapshots"],
        finds: [["homelab", none]],
    },
    {
        title: "lets a cluster do without while no target is accepted",
        stack: [bootstrap, goneUntilThen],
        judged: ["homelab"],
    },
    {
        title: "refuses a cluster without when there is a target for them",
        stack: [bootstrap, oneBucketUntilThen],
        judged: ["homelab"],
        finds: [["homelab", none]],
    },
    {
        title: "leaves other jobs alone",
        stack: [kube("batch/v1:CronJob", "other", { spec: { schedule: "never" } })],
        judged: [],
    },
    ...[["os:admin"], ["os:etcd:backup", "os:admin"], [], "os:etcd:backup"].map((allowedRoles) => ({
        title: `refuses the roles ${JSON.stringify(allowedRoles)}`,
        stack: [...whole, patch({ ...open, allowedRoles })],
        judged: ["snapshots", "node-1"],
        finds: [["node-1", roles]] as const,
    })),
    ...[["immich"], ["talos-backup", "immich"], undefined].map((allowedKubernetesNamespaces) => ({
        title: `refuses the namespaces ${JSON.stringify(allowedKubernetesNamespaces)}`,
        stack: [...whole, patch({ ...open, allowedKubernetesNamespaces })],
        judged: ["snapshots", "node-1"],
        finds: [["node-1", namespaces]] as const,
    })),
    {
        title: "leaves a node alone that lets nobody in",
        stack: [...whole, patch({ enabled: false, allowedRoles: ["os:admin"] })],
        judged: ["snapshots"],
    },
    ...[["os:admin"], ["os:etcd:backup", "os:reader"], [], [unknown.text]].map((names) => ({
        title: `refuses an account with the roles ${JSON.stringify(names)}`,
        stack: [account(...names)],
        judged: ["account"],
        finds: [
            [
                "account",
                "The Talos account talos-backup/account must have the role os:etcd:backup and no other.",
            ],
        ] as const,
    })),
]);
