import { chartVersionExact } from "../../policies/rules/chart-version-exact";
import { defaultNamespaceUnused } from "../../policies/rules/default-namespace-unused";
import { jobCleanedUp } from "../../policies/rules/job-cleaned-up";
import { namespaceRestrictsPods } from "../../policies/rules/namespace-restricts-pods";
import { workloadRecreated } from "../../policies/rules/workload-recreated";
import { kube, resource, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";

const security = (enforce: unknown) => ({
    "pod-security.kubernetes.io/enforce": enforce,
    "pod-security.kubernetes.io/warn": "restricted",
    "pod-security.kubernetes.io/audit": "restricted",
});
const namespace = (name: string, enforce: string) => ({
    type: "kubernetes:core/v1:Namespace",
    name,
    props: { metadata: { name, labels: security(enforce) } },
    says: `The Namespace ${name} must`,
});
const enforced = "have the label pod-security.kubernetes.io/enforce=restricted, known at preview.";
const mode = (key: string) => `metadata.labels["pod-security.kubernetes.io/${key}"]`;
testChanges(namespaceRestrictsPods, namespace("immich", "restricted"), [
    ["refuses less", { [mode("enforce")]: "baseline" }, enforced],
    ["refuses silence", { [mode("enforce")]: undefined }, enforced],
    ["refuses an unknown level", { [mode("enforce")]: unknown.text }, enforced],
    [
        "refuses no warnings",
        { [mode("warn")]: undefined },
        "have the label pod-security.kubernetes.io/warn=restricted.",
    ],
    [
        "refuses weak audits",
        { [mode("audit")]: "privileged" },
        "have the label pod-security.kubernetes.io/audit=restricted.",
    ],
    [
        "refuses no labels at all",
        { "metadata.labels": undefined },
        enforced,
        "have the label pod-security.kubernetes.io/warn=restricted.",
        "have the label pod-security.kubernetes.io/audit=restricted.",
    ],
]);
testChanges(namespaceRestrictsPods, namespace("csi-proxmox", "privileged"), [
    [
        "refuses another level than the allowance",
        { [mode("enforce")]: "baseline" },
        "have the label pod-security.kubernetes.io/enforce=privileged, known at preview.",
    ],
]);
testChanges(namespaceRestrictsPods, namespace("home", "restricted"), [
    ["passes what an option of the app needs", { [mode("enforce")]: "privileged" }],
    [
        "refuses what no option needs",
        { [mode("enforce")]: "baseline" },
        "have the label pod-security.kubernetes.io/enforce=privileged or restricted, known at preview.",
    ],
]);

const map = { metadata: { name: "map", namespace: "immich" } };
const home = "be in a namespace of its own, known at preview, not in default.";
testChanges(
    defaultNamespaceUnused,
    {
        type: "kubernetes:core/v1:ConfigMap",
        name: "map",
        props: map,
        everyKind: true,
        says: "The ConfigMap default/map must",
    },
    [
        ["passes another namespace", { "metadata.namespace": "notes" }],
        ["refuses default", { "metadata.namespace": "default" }, home],
        ["refuses silence", { "metadata.namespace": undefined }, home],
        ["refuses an empty name", { "metadata.namespace": "" }, home],
        ["refuses an unknown one", { "metadata.namespace": unknown.text }, home],
        ["refuses a malformed one", { "metadata.namespace": 3 }, home],
    ],
);
const release = {
    name: "app",
    namespace: "immich",
    chart: "app",
    version: "1.2.3",
    repositoryOpts: { repo: "https://a.example" },
};
const helm = { type: "kubernetes:helm.sh/v3:Release", name: "app", props: release };
testChanges(defaultNamespaceUnused, { ...helm, everyKind: true, says: "The Release app must" }, [
    ["refuses a release in default", { namespace: "default" }, home],
    ["refuses a release without", { namespace: undefined }, home],
]);
test("default-namespace-unused leaves the cluster's own kinds alone", () => {
    const role = kube(
        "rbac.authorization.k8s.io/v1:ClusterRole",
        "reader",
        {},
        { namespace: undefined },
    );
    expect(verdictOf(defaultNamespaceUnused, [role]).judged).toEqual([]);
});

const version = "have an exact version of its chart.";
const source = "take its chart from an https:// or oci:// address, or from this repository.";
testChanges(chartVersionExact, { ...helm, says: "The release immich/app must" }, [
    ["passes a registry", { chart: "oci://ghcr.io/a/b", repositoryOpts: undefined }],
    [
        "passes an archive over HTTPS",
        { chart: "https://a.example/b-1.2.3.tgz", repositoryOpts: undefined },
    ],
    [
        "refuses an archive over HTTP",
        { chart: "http://a.example/b-1.2.3.tgz", repositoryOpts: undefined },
        source,
    ],
    ["passes this repository", { chart: "./charts/app", repositoryOpts: undefined }],
    ["passes a v", { version: "v1.21.1" }],
    ["passes a pre-release", { version: "1.0.0-rc.1" }],
    ["refuses a range", { version: "^1.2.3" }, version],
    ["refuses half a version", { version: "1.2" }, version],
    ["refuses no version", { version: undefined }, version],
    ["refuses an unknown version", { version: unknown.text }, version],
    ["refuses plain HTTP", { "repositoryOpts.repo": "http://a.example" }, source],
    ["refuses no source", { repositoryOpts: undefined }, source],
]);

const argo = (source: object) => ({
    type: "kubernetes:argoproj.io/v1alpha1:Application",
    name: "immich",
    props: {
        metadata: { name: "immich", namespace: "argocd" },
        spec: { source, destination: { namespace: "immich" } },
    },
    says: "The application immich/immich must",
});
const ofChart = { repoURL: "https://a.example", chart: "immich", targetRevision: "1.2.3" };
testChanges(chartVersionExact, argo(ofChart), [
    ["passes a registry without its scheme", { "spec.source.repoURL": "ghcr.io/a/b" }],
    ["passes a registry", { "spec.source.repoURL": "oci://ghcr.io/a/b" }],
    ["refuses a range for Argo CD", { "spec.source.targetRevision": "*" }, version],
    ["refuses no version for Argo CD", { "spec.source.targetRevision": undefined }, version],
    ["refuses plain HTTP for Argo CD", { "spec.source.repoURL": "http://a.example" }, source],
]);
test("chart-version-exact leaves folders in Git to Argo CD, and judges artifacts", () => {
    const judged = (from: object) => {
        const { type, name, props } = argo(from);
        return verdictOf(chartVersionExact, [resource(type, name, props)]).judged.length;
    };
    expect(judged({ repoURL: "https://a.example/b.git", path: "charts/app" })).toBe(0);
    expect(judged({ repoURL: "oci://ghcr.io/a/b", path: ".", targetRevision: "1.0.0" })).toBe(1);
});

const cleaned = "say how long finished ones are kept.";
const job = (kind: string, spec: object) => ({
    type: `kubernetes:batch/v1:${kind}`,
    name: "job",
    props: { kind, metadata: { name: "job", namespace: "immich" }, spec },
    says: `The ${kind} immich/job must`,
});
testChanges(jobCleanedUp, job("Job", { ttlSecondsAfterFinished: 60 }), [
    ["passes at once", { "spec.ttlSecondsAfterFinished": 0 }],
    ["passes a cron job's job", { spec: {}, "metadata.ownerReferences": [{ kind: "CronJob" }] }],
    ["refuses silence", { spec: {} }, cleaned],
    ["refuses no spec", { spec: undefined }, cleaned],
]);
testChanges(
    jobCleanedUp,
    job("CronJob", { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 1 }),
    [
        ["passes a time", { spec: { jobTemplate: { spec: { ttlSecondsAfterFinished: 60 } } } }],
        ["refuses one limit", { "spec.failedJobsHistoryLimit": undefined }, cleaned],
        ["refuses the other", { "spec.successfulJobsHistoryLimit": undefined }, cleaned],
        ["refuses silence", { spec: {} }, cleaned],
    ],
);

const replicas = "have one replica at most.";
const strategy = "set its strategy to Recreate: it mounts a claim.";
testChanges(
    workloadRecreated,
    {
        type: "kubernetes:apps/v1:Deployment",
        name: "app",
        props: {
            metadata: { name: "app", namespace: "immich" },
            spec: {
                replicas: 1,
                strategy: { type: "Recreate" },
                template: {
                    spec: { volumes: [{ persistentVolumeClaim: { claimName: "photos" } }] },
                },
            },
        },
        says: "The Deployment immich/app must",
    },
    [
        ["passes one that is off", { "spec.replicas": 0 }],
        ["passes one without number", { "spec.replicas": undefined }],
        [
            "passes any number without claims",
            { "spec.replicas": 3, "spec.template.spec.volumes": [] },
        ],
        ["refuses two", { "spec.replicas": 2 }, replicas],
        ["refuses an unknown number", { "spec.replicas": unknown.text }, replicas],
        ["refuses rolling updates", { "spec.strategy.type": "RollingUpdate" }, strategy],
        ["refuses silence", { "spec.strategy": undefined }, strategy],
        [
            "refuses unknown volumes",
            { "spec.replicas": 2, "spec.template.spec.volumes": unknown.list },
            replicas,
        ],
    ],
);
