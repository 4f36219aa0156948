import { checkApp } from "../../catalogue/check-app";
import { type Built, fullHomelab } from "./homelabs";
import { type ClusterObject, objectsOf, type Tree } from "./recorded";

let built: Built;
let objects: readonly ClusterObject[];
beforeAll(async () => {
    built = await fullHomelab();
    objects = objectsOf(built.recorded);
});

const find = (kind: string, name: string) =>
    objects.find((one) => one.kind === kind && one.namespace === "diary" && one.name === name);
const cronJob = (name: string) => find("CronJob", name)?.spec ?? {};
const podOf = (name: string) => {
    const { spec } = cronJob(name)["jobTemplate"] as { spec: { template: Tree } };
    return spec.template as { metadata: Tree; spec: Tree };
};
const labels = {
    "app.kubernetes.io/name": "tidy",
    "app.kubernetes.io/instance": "diary",
    "app.kubernetes.io/component": "scheduled-job",
};
const resources = { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } };
const locked = (readOnlyRootFilesystem: boolean) => ({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem,
    capabilities: { drop: ["ALL"] },
});

test("the apps they are tried on are correct", () => {
    expect(built.running.flatMap(checkApp)).toEqual([]);
});

test("there is one for each job that the options leave in", () => {
    const names = objects.filter(({ kind }) => kind === "CronJob").map(({ name }) => name);
    // Those that look after the database are the platform's own.
    expect(names.filter((name) => /^diary-(?!index-)/.test(name)).sort()).toEqual([
        "diary-greet-nobody",
        "diary-tidy",
    ]);
});

test("runs follow the schedule in UTC, one at a time, and end in time", () => {
    const { jobTemplate, ...rest } = cronJob("diary-tidy");
    expect(rest).toEqual({
        schedule: "15 3 * * 0",
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
    });
    expect((jobTemplate as { spec: Tree }).spec).toMatchObject({
        backoffLimit: 1,
        activeDeadlineSeconds: 600,
        ttlSecondsAfterFinished: 259_200,
    });
    expect(cronJob("diary-greet-nobody")["jobTemplate"]).toMatchObject({
        spec: { activeDeadlineSeconds: 3600 },
    });
});

test("its pod is restricted, without a token, under an account of its own", () => {
    const { metadata, spec } = podOf("diary-tidy");
    expect(metadata["labels"]).toEqual(labels);
    expect(spec).toMatchObject({
        serviceAccountName: "diary-tidy",
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        restartPolicy: "Never",
        securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            runAsGroup: 1000,
            fsGroup: 1000,
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
        },
    });
    expect(find("ServiceAccount", "diary-tidy")?.all).toMatchObject({
        automountServiceAccountToken: false,
    });
});

test("its pod runs on the node of the workload that mounts the same volume", () => {
    expect(podOf("diary-tidy").spec["affinity"]).toEqual({
        podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
                {
                    labelSelector: { matchLabels: { app: "diary" } },
                    topologyKey: "kubernetes.io/hostname",
                },
            ],
        },
    });
    expect(podOf("diary-greet-nobody").spec).not.toHaveProperty("affinity");
});

test("all steps but the last run first, in order, with their own environment and mounts", () => {
    const { spec } = podOf("diary-tidy");
    expect(spec["initContainers"]).toEqual([
        {
            name: "list",
            image: "example.org/tidy:1.2.3",
            imagePullPolicy: "IfNotPresent",
            command: ["/bin/sh", "/opt/list.sh"],
            env: [
                {
                    name: "PASSWORD",
                    valueFrom: {
                        secretKeyRef: { name: "diary-index-credentials", key: "password" },
                    },
                },
                { name: "HOST", value: "diary-index-rw.diary.svc.cluster.local" },
            ],
            resources,
            securityContext: locked(true),
            volumeMounts: [
                { name: "script", mountPath: "/opt/list.sh", subPath: "script", readOnly: true },
                { name: "found", mountPath: "/found" },
                { name: "authority", mountPath: "/authority", readOnly: true },
            ],
        },
    ]);
    expect(spec["containers"]).toEqual([
        {
            name: "remove",
            image: "example.org/tidy:1.2.3",
            imagePullPolicy: "IfNotPresent",
            command: ["/bin/remove"],
            resources,
            securityContext: locked(false),
            volumeMounts: [
                { name: "found", mountPath: "/found", readOnly: true },
                { name: "pages", mountPath: "/pages", subPath: "2020" },
                { name: "login", mountPath: "/login", readOnly: true },
            ],
        },
    ]);
    expect(podOf("diary-greet-nobody").spec).not.toHaveProperty("initContainers");
});

test("what the steps share is one volume of the pod", () => {
    expect(podOf("diary-tidy").spec["volumes"]).toEqual([
        { name: "script", configMap: { name: "diary-tidy" } },
        { name: "found", emptyDir: { sizeLimit: "16Mi" } },
        {
            name: "authority",
            secret: { secretName: "diary-index-ca", items: [{ key: "ca.crt", path: "ca.crt" }] },
        },
        { name: "pages", persistentVolumeClaim: { claimName: "diary-pages" } },
        { name: "login", secret: { secretName: "diary-login" } },
    ]);
    expect(find("ConfigMap", "diary-tidy")?.all).toMatchObject({ data: { script: "echo old\n" } });
    expect(find("ConfigMap", "diary-greet-nobody")).toBeUndefined();
});
