import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";

interface KeyRef {
    readonly name: string;
    readonly key: string;
    readonly optional?: boolean;
}

interface SourceRef {
    readonly name?: string;
    readonly secretName?: string;
    readonly optional?: boolean;
    readonly items?: readonly { readonly key: string }[];
}

interface Container {
    readonly name: string;
    readonly image: string;
    readonly env?: readonly {
        readonly valueFrom?: { readonly secretKeyRef?: KeyRef; readonly configMapKeyRef?: KeyRef };
    }[];
    readonly envFrom?: readonly {
        readonly secretRef?: SourceRef;
        readonly configMapRef?: SourceRef;
    }[];
}

interface Volume {
    readonly secret?: SourceRef;
    readonly configMap?: SourceRef;
    readonly projected?: {
        readonly sources?: readonly {
            readonly secret?: SourceRef;
            readonly configMap?: SourceRef;
        }[];
    };
}

/** A pod, as far as a kubelet is played. */
export interface Pod extends KubernetesObject {
    readonly spec: {
        readonly nodeName?: string;
        readonly restartPolicy?: string;
        readonly containers: readonly Container[];
        readonly initContainers?: readonly Container[];
        readonly volumes?: readonly Volume[];
    };
    readonly status?: {
        readonly phase?: string;
        readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    };
}

/** A Secret or ConfigMap that a pod cannot start without, and the keys it must have. */
interface Need {
    readonly kind: "Secret" | "ConfigMap";
    readonly name: string;
    readonly keys: readonly string[];
}

/** What a pod cannot start without, as a kubelet reads it; what is optional is left out. */
export function needsOf({ spec }: Pod): Need[] {
    const needs: Need[] = [];
    const add = (kind: Need["kind"], ref: SourceRef | undefined, keys: readonly string[] = []) => {
        const name = ref?.name ?? ref?.secretName;
        if (name !== undefined && ref?.optional !== true) {
            needs.push({
                kind,
                name,
                keys: [...keys, ...(ref?.items ?? []).map(({ key }) => key)],
            });
        }
    };
    for (const { env = [], envFrom = [] } of [...spec.containers, ...(spec.initContainers ?? [])]) {
        for (const { valueFrom } of env) {
            add("Secret", valueFrom?.secretKeyRef, [valueFrom?.secretKeyRef?.key ?? ""]);
            add("ConfigMap", valueFrom?.configMapKeyRef, [valueFrom?.configMapKeyRef?.key ?? ""]);
        }
        for (const source of envFrom) {
            add("Secret", source.secretRef);
            add("ConfigMap", source.configMapRef);
        }
    }
    for (const { secret, configMap, projected } of spec.volumes ?? []) {
        for (const source of [{ secret, configMap }, ...(projected?.sources ?? [])]) {
            add("Secret", source.secret);
            add("ConfigMap", source.configMap);
        }
    }
    return needs;
}

/** Why a kubelet would not start the pod yet; empty when it would. */
export async function waitsFor(api: KubernetesApi, pod: Pod): Promise<string[]> {
    const { namespace = "default" } = pod.metadata;
    const missing: string[] = [];
    for (const { kind, name, keys } of needsOf(pod)) {
        const found = await api.read({ apiVersion: "v1", kind, metadata: { name, namespace } });
        const data = { ...(found?.["data"] as object), ...(found?.["binaryData"] as object) };
        const absent = keys.filter((key) => !(key in data));
        if (found === undefined) {
            missing.push(`${kind} ${name} is not there`);
        } else if (absent.length > 0) {
            missing.push(`${kind} ${name} has no ${absent.join(", ")}`);
        }
    }
    return [...new Set(missing)];
}

export function isReady({ status }: Pod): boolean {
    return (
        status?.phase === "Succeeded" ||
        (status?.conditions ?? []).some(({ type, status: is }) => type === "Ready" && is === "True")
    );
}

/** Does for every pod what its kubelet would: starts it, lets it finish, lets it go. */
export async function tendPods(api: KubernetesApi): Promise<void> {
    for (const pod of (await api.list("v1", "Pod")) as Pod[]) {
        if (pod.metadata["deletionTimestamp"] !== undefined) {
            await api.remove(pod, { now: true });
        } else if (pod.spec.nodeName !== undefined && !isReady(pod)) {
            if ((await waitsFor(api, pod)).length === 0) {
                await api.merge(pod, { status: startedStatus(pod) }, "status");
            }
        }
    }
}

/** A pod that is to end has ended well; any other is up. */
function startedStatus({ spec, metadata }: Pod) {
    const now = new Date().toISOString();
    const ends = spec.restartPolicy === "Never" || spec.restartPolicy === "OnFailure";
    const ended = {
        terminated: { exitCode: 0, reason: "Completed", startedAt: now, finishedAt: now },
    };
    const statusOf = ({ name, image }: Container, isOver: boolean) => ({
        ...{ name, image, imageID: "", restartCount: 0 },
        ...{ ready: !isOver, started: !isOver },
        state: isOver ? ended : { running: { startedAt: now } },
    });
    const conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
        type,
        status: ends && type.endsWith("Ready") ? "False" : "True",
        lastTransitionTime: now,
    }));
    return {
        phase: ends ? "Succeeded" : "Running",
        conditions,
        startTime: now,
        podIP: addressOf(String(metadata["uid"])),
        podIPs: [{ ip: addressOf(String(metadata["uid"])) }],
        containerStatuses: spec.containers.map((container) => statusOf(container, ends)),
        initContainerStatuses: (spec.initContainers ?? []).map((one) => statusOf(one, true)),
    };
}

/** Some address; always the same for a pod. */
function addressOf(uid: string): string {
    const number = parseInt(uid.slice(0, 4), 16);
    return `10.244.${number >> 8}.${number & 255}`;
}
