import { setTimeout as wait } from "node:timers/promises";
import type { KubernetesApi, KubernetesObject } from "../control-plane/api";
import type { CheckResult, Standing } from "./check";
import type { MadeVolume } from "./life/claims";
import { isReady, type Pod, waitsFor } from "./life/pods";

const settledAfterSeconds = 120;
/** Under any other key the driver finds no passphrase, and leaves the volume in plaintext. */
const passphraseKey = "encryption-passphrase";

interface Workload extends KubernetesObject {
    readonly spec: { readonly replicas?: number };
    readonly status?: {
        readonly readyReplicas?: number;
        readonly numberReady?: number;
        readonly desiredNumberScheduled?: number;
        readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
    };
}

/** Every Deployment, StatefulSet and DaemonSet has the pods it wants, and every claim is bound. */
export async function checkWorkloads({ real }: Standing): Promise<Omit<CheckResult, "name">> {
    const { api, life } = real;
    const due = performance.now() + settledAfterSeconds * 1000;
    let { all, late } = await workloads(api);
    while (late.length > 0 && performance.now() < due) {
        await wait(1000);
        ({ all, late } = await workloads(api));
    }
    const volumes = life?.volumes() ?? [];
    const encrypted = volumes.filter(({ secret }) => secret !== undefined);
    return {
        summary:
            `${all.length - late.length} of ${all.length} workloads healthy, ` +
            `${volumes.length} volumes made, ${encrypted.length} of them encrypted`,
        problems: [
            ...(all.length === 0 ? ["nothing runs"] : []),
            ...(life?.problems() ?? []),
            ...(await reasons(api, late)),
            ...(await passphraseProblems(api, encrypted)),
        ],
    };
}

async function workloads(api: KubernetesApi) {
    const kinds = ["Deployment", "StatefulSet", "DaemonSet"];
    const lists = await Promise.all(kinds.map((kind) => api.list("apps/v1", kind)));
    const all = lists.flat() as Workload[];
    return { all, late: all.filter((workload) => !isHealthy(workload)) };
}

function isHealthy({ kind, spec, status }: Workload): boolean {
    return kind === "DaemonSet"
        ? status?.numberReady !== undefined && status.numberReady === status.desiredNumberScheduled
        : (status?.readyReplicas ?? 0) >= (spec.replicas ?? 1);
}

/** Why workloads are late: no pods allowed, or pods that wait for something. */
async function reasons(api: KubernetesApi, late: readonly Workload[]): Promise<string[]> {
    if (late.length === 0) {
        return [];
    }
    const pods = ((await api.list("v1", "Pod")) as Pod[]).filter((pod) => !isReady(pod));
    const found = late.map(({ kind, metadata, status }) => {
        const refused = (status?.conditions ?? []).find(({ type }) => type === "ReplicaFailure");
        const why = refused?.message === undefined ? "not all pods are ready" : refused.message;
        return `${kind} ${metadata.namespace ?? ""}/${metadata.name ?? ""}: ${why}`;
    });
    for (const pod of pods) {
        const waiting =
            pod.spec.nodeName === undefined ? [unscheduled(pod)] : await waitsFor(api, pod);
        found.push(
            `Pod ${pod.metadata.namespace ?? ""}/${pod.metadata.name ?? ""}: ${waiting.join("; ")}`,
        );
    }
    return found;
}

function unscheduled({ status }: Pod): string {
    const conditions = (status?.conditions ?? []) as readonly { type: string; message?: string }[];
    const scheduled = conditions.find(({ type }) => type === "PodScheduled");
    return scheduled?.message ?? "it has no node";
}

async function passphraseProblems(
    api: KubernetesApi,
    encrypted: readonly MadeVolume[],
): Promise<string[]> {
    const problems: string[] = [];
    for (const { claim, secret = "" } of encrypted) {
        const [namespace = "", name = ""] = secret.split("/");
        const metadata = { namespace, name };
        const found = await api.read({ apiVersion: "v1", kind: "Secret", metadata });
        const data: object = found?.["data"] ?? {};
        if (!(passphraseKey in data)) {
            problems.push(`${claim}: the Secret ${secret} has no ${passphraseKey}`);
        }
    }
    return problems;
}
