import type { KubernetesObject, ObjectName } from "../control-plane/api";
import { clusterRuns } from "../datacenter/cluster-life";
import type {
    CreateCall,
    ExistingCall,
    ResourceKind,
    Subject,
    UpdateCall,
} from "../provider/stand-in";
import { type Fields, fieldsOf, text, type Value } from "../provider/value";
import { groupKindOf, isNamespaced } from "../stand-ins/kubernetes/kinds";
import { mustRun } from "../stand-ins/kubernetes/object";
import { project } from "../stand-ins/stored";
import type { RealCluster } from "./cluster";

/**
 * An object that lives in a real API server. What the engine is told in advance (names, immutable
 * fields, order of replacement) stays with the played kind; whether the object is any good, and what
 * becomes of it, the server says.
 */
export function realObject(played: ResourceKind, cluster: RealCluster): ResourceKind {
    return {
        ...played,
        // The server's own word is better than ours.
        problems: () => [],
        create: async (call) => {
            mustRun(call.datacenter);
            const object = objectOf(call, call.inputs);
            await knowKind(cluster, call, object);
            if ((await cluster.api.read(object)) !== undefined && !belongsToServer(call)) {
                throw new Error(`${object.kind} "${object.metadata.name ?? ""}" already exists`);
            }
            const live = await cluster.take(call.urn, object);
            const { id, outputs } = await played.create(call);
            return { id, outputs: outputsOf(live, call.inputs, outputs) };
        },
        read: async (call) => {
            mustRun(call.datacenter);
            const live = await cluster.api.read(nameOf(call));
            if (live === undefined) {
                return undefined;
            }
            const outputs = outputsOf(live, call.inputs, fieldsOf(call.outputs));
            return { outputs, inputs: project(outputs, call.inputs) as Fields };
        },
        update: async (call: UpdateCall) => {
            mustRun(call.datacenter);
            const object = objectOf(call, call.inputs);
            await knowKind(cluster, call, object);
            const live = await cluster.take(call.urn, object);
            const outputs = (await played.update?.(call)) ?? {};
            return outputsOf(live, call.inputs, outputs);
        },
        delete: async (call) => {
            mustRun(call.datacenter);
            await cluster.api.removeWhole(nameOf(call));
            await played.delete?.(call);
        },
    };
}

/** A kind that a chart brings which is not here is defined as its project publishes it, or open. */
export async function knowKind(
    cluster: RealCluster,
    call: Subject,
    object: KubernetesObject,
): Promise<void> {
    const { apiVersion, kind } = object;
    if (!clusterRuns(call.datacenter) || (await cluster.api.knows(apiVersion, kind))) {
        return;
    }
    const namespaced = isNamespaced(call.datacenter, groupKindOf(call.type));
    if (namespaced !== undefined) {
        await cluster.define({ apiVersion, kind, namespaced });
    }
}

/** Namespaces that a cluster has from its first second; a program may describe them. */
function belongsToServer({ datacenter, inputs }: CreateCall): boolean {
    const name = text(fieldsOf(inputs["metadata"])["name"]) ?? "";
    const found = datacenter.get("kubernetes:core/Namespace", name);
    return inputs["kind"] === "Namespace" && found?.fields["belongsToCluster"] === true;
}

/** The object among a resource's inputs; its kind is in the resource's type too. */
export function objectOf({ type }: Subject, inputs: Fields): KubernetesObject {
    const [, groupVersion = "", kind = ""] = type.split(":");
    const apiVersion = groupVersion.replace(/^core\//, "");
    const entries = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
    return { apiVersion, kind, ...Object.fromEntries(entries) } as unknown as KubernetesObject;
}

function nameOf(call: ExistingCall): ObjectName {
    const { outputs, inputs } = call;
    const { apiVersion, kind, metadata } = objectOf(call, { ...outputs, ...inputs });
    return { apiVersion, kind, metadata };
}

/** What the server holds, and what the program said in words that the server does not keep. */
function outputsOf(live: KubernetesObject, inputs: Fields, played: Fields): Fields {
    const metadata = Object.fromEntries(
        Object.entries(live.metadata).filter(([key]) => key !== "managedFields"),
    ) as Fields;
    return {
        ...(live as unknown as Fields),
        metadata,
        ...(inputs["stringData"] !== undefined && {
            stringData: decoded(inputs["stringData"], live["data"] as Value),
        }),
        // Some controllers do not run here; what they would report is played.
        ...(live["status"] === undefined || isBare(live["status"])
            ? played["status"] !== undefined && { status: played["status"] }
            : {}),
    };
}

function decoded(declared: Value, data: Value): Fields {
    return Object.fromEntries(
        Object.keys(fieldsOf(declared)).flatMap((key) => {
            const value = text(fieldsOf(data)[key]);
            return value === undefined
                ? []
                : [[key, Buffer.from(value, "base64").toString("utf8")]];
        }),
    );
}

function isBare(status: unknown): boolean {
    return JSON.stringify(status) === '{"loadBalancer":{}}';
}
