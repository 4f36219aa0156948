import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import type { Environment } from "../../catalogue/container";
import type { JobMount, JobStep, ScheduledJob } from "../../catalogue/scheduled-job";
import { jobPods } from "../../catalogue/pods-of-part";
import { restrictedContainer, restrictedPod } from "../platform";

type Pod = k8s.types.input.core.v1.PodSpec;
type PodContainer = k8s.types.input.core.v1.Container;

export interface AppJobArgs {
    readonly app: AnyApp;
    /** Name of the job among the app's. */
    readonly job: string;
    readonly spec: ScheduledJob;
    readonly steps: readonly JobStep[];
}

/** Three days: long enough to read why a run of the weekend failed. */
const keptSeconds = 3 * 24 * 3600;

/**
 * Work of an app on a schedule: a CronJob whose pods run unprivileged, one at a time, on the node
 * of the volumes they mount. Ways of traffic are the app's own matter.
 */
export class AppJob extends pulumi.ComponentResource {
    constructor(name: string, args: AppJobArgs, opts?: pulumi.ComponentResourceOptions) {
        const { app, job, spec } = args;
        super(
            "homelab:workload:AppJob",
            name,
            { app: app.name, job, schedule: spec.schedule },
            opts,
        );
        const metadata = { name, namespace: app.name, labels: jobPods(app.name, job) };
        new k8s.core.v1.ServiceAccount(
            name,
            { metadata, automountServiceAccountToken: false },
            { parent: this },
        );
        const texts = textsOf(args.steps);
        if (Object.keys(texts).length > 0) {
            new k8s.core.v1.ConfigMap(name, { metadata, data: texts }, { parent: this });
        }
        new k8s.batch.v1.CronJob(name, { metadata, spec: cronJob(name, args) }, { parent: this });
        this.registerOutputs({ job, schedule: spec.schedule });
    }
}

function cronJob(name: string, args: AppJobArgs): k8s.types.input.batch.v1.CronJobSpec {
    const { app, job, spec } = args;
    return {
        schedule: spec.schedule,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        // A run missed while the cluster was down is made up for within the hour.
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
            spec: {
                backoffLimit: 1,
                activeDeadlineSeconds: spec.timeoutSeconds ?? 3600,
                ttlSecondsAfterFinished: keptSeconds,
                template: {
                    metadata: { labels: jobPods(app.name, job) },
                    spec: podOf(name, args),
                },
            },
        },
    };
}

function podOf(name: string, { app, spec, steps }: AppJobArgs): Pod {
    const containers = steps.map(containerOf);
    const volumes = new Map(
        steps.flatMap(({ mounts = {} }) =>
            Object.entries(mounts).map(([mount, source]) => [mount, volumeOf(name, mount, source)]),
        ),
    );
    const beside = neighbours(app, spec);
    return {
        serviceAccountName: name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        restartPolicy: "Never",
        securityContext: restrictedPod(spec.user, { ownsVolumes: true }),
        ...(beside.length > 0 && {
            affinity: {
                podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: beside },
            },
        }),
        ...(containers.length > 1 && { initContainers: containers.slice(0, -1) }),
        containers: containers.slice(-1),
        ...(volumes.size > 0 && { volumes: [...volumes.values()] }),
    };
}

/** A volume is attached to one node, so its second user goes where the first one runs. */
function neighbours(app: AnyApp, { mounts = [] }: ScheduledJob) {
    return Object.values(app.workloads)
        .filter((workload) => (workload.mounts ?? []).some((one) => mounts.includes(one)))
        .map(({ podLabels }) => ({
            labelSelector: { matchLabels: { ...podLabels } },
            topologyKey: "kubernetes.io/hostname",
        }));
}

function containerOf(step: JobStep): PodContainer {
    const mounts = Object.entries(step.mounts ?? {});
    return {
        name: step.name,
        image: step.image,
        imagePullPolicy: "IfNotPresent",
        command: [...step.command],
        ...(step.env && { env: environment(step.env) }),
        resources: step.resources,
        securityContext: restrictedContainer({ writableRoot: step.writableRoot !== undefined }),
        ...(mounts.length > 0 && {
            volumeMounts: mounts.map(([name, mount]) => ({
                name,
                mountPath: mount.path,
                ...subPath(name, mount),
                ...((mount.readOnly ?? !writable(mount)) && { readOnly: true }),
            })),
        }),
    };
}

/** Secrets first: a text may refer to those before it, as in `$(PASSWORD)`. */
function environment(env: Environment): k8s.types.input.core.v1.EnvVar[] {
    const all = Object.entries(env);
    return [
        ...all.flatMap(([name, value]) =>
            typeof value === "string"
                ? []
                : [{ name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } }],
        ),
        ...all.flatMap(([name, value]) =>
            // The API server drops an empty value, which would be drift.
            typeof value === "string" ? [{ name, ...(value !== "" && { value }) }] : [],
        ),
    ];
}

function writable(mount: JobMount): boolean {
    return "claim" in mount || "scratch" in mount;
}

function subPath(name: string, mount: JobMount) {
    if ("text" in mount) {
        return { subPath: name };
    }
    return "claim" in mount && mount.subPath !== undefined ? { subPath: mount.subPath } : {};
}

function volumeOf(
    configMap: string,
    name: string,
    mount: JobMount,
): k8s.types.input.core.v1.Volume {
    if ("claim" in mount) {
        return { name, persistentVolumeClaim: { claimName: mount.claim } };
    }
    if ("secret" in mount) {
        const items = mount.items?.map((key) => ({ key, path: key }));
        return { name, secret: { secretName: mount.secret, ...(items && { items }) } };
    }
    return "text" in mount
        ? { name, configMap: { name: configMap } }
        : { name, emptyDir: { sizeLimit: mount.scratch } };
}

/** The files that steps bring along, by the name of their mount. */
function textsOf(steps: readonly JobStep[]): Record<string, string> {
    return Object.fromEntries(
        steps.flatMap(({ mounts = {} }) =>
            Object.entries(mounts).flatMap(([name, mount]) =>
                "text" in mount ? [[name, mount.text]] : [],
            ),
        ),
    );
}
