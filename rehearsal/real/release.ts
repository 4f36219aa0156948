import type { KubernetesObject } from "../control-plane/api";
import { Refusal } from "../control-plane/refusal";
import type { CreateCall, ResourceKind } from "../provider/stand-in";
import { fieldsOf, text } from "../provider/value";
import { definitionsOf } from "../stand-ins/kubernetes/chart-kinds";
import { mustRun } from "../stand-ins/kubernetes/object";
import type { RealCluster } from "./cluster";
import type { InstalledRelease } from "./helm";
import type { RenderedObject } from "./ledger";

/**
 * A release that real Helm installs in the real API server, where its chart can be had; where not,
 * it is played, and counts as not accepted.
 */
export function realRelease(played: ResourceKind, cluster: RealCluster): ResourceKind {
    const bring = async (call: CreateCall): Promise<void> => {
        mustRun(call.datacenter);
        const { name, namespace, chart, version } = requestOf(call);
        const found = cluster.helm.find(chart, version);
        if ("reason" in found) {
            const missing = found.reason;
            await needsNamespace(cluster, namespace);
            cluster.ledger.note(call.urn, { by: "nothing", note: missing });
            cluster.ledger.noteRelease({ name: call.name, missing, objects: [] });
        } else {
            const { values, skipAwait } = call.inputs;
            const installed = await cluster.helm.upgrade({
                name,
                namespace,
                chart: found.path,
                values: fieldsOf(values),
                awaited: skipAwait !== true,
            });
            const objects = await judge(cluster, installed);
            cluster.ledger.note(call.urn, { by: "server" });
            cluster.ledger.noteRelease({ name: call.name, objects });
        }
        await defineKinds(cluster, chart);
        cluster.afterRelease(chart, namespace);
    };
    return {
        ...played,
        create: async (call) => {
            await bring(call);
            return played.create(call);
        },
        update: async (call) => {
            await bring(call);
            return (await played.update?.(call)) ?? call.outputs;
        },
        delete: async (call) => {
            mustRun(call.datacenter);
            const { name, namespace } = requestOf(call);
            await cluster.helm.uninstall(name, namespace);
            await played.delete?.(call);
        },
    };
}

interface ReleaseIdentity {
    readonly name: string;
    readonly namespace: string;
    readonly chart: string;
    readonly version: string;
}

function requestOf({ inputs, name }: Pick<CreateCall, "inputs" | "name">): ReleaseIdentity {
    return {
        name: text(inputs["name"]) ?? name,
        namespace: text(inputs["namespace"]) ?? "default",
        chart: text(inputs["chart"]) ?? "",
        version: text(inputs["version"]) ?? "",
    };
}

async function needsNamespace({ api }: RealCluster, name: string): Promise<void> {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    if ((await api.read(namespace)) === undefined) {
        throw new Refusal(404, `namespaces "${name}" not found`);
    }
}

/** Kinds that the chart, or what it starts, brings: the program's own objects need them. */
async function defineKinds(cluster: RealCluster, chart: string): Promise<void> {
    const groups = definitionsOf(chart).map(({ spec }) => text(fieldsOf(spec)["group"]) ?? "");
    for (const group of new Set(groups)) {
        await cluster.definitions.teachGroup(group);
    }
}

/** Holds each object of a release against the server's schemas, more strictly than Helm does. */
async function judge(
    cluster: RealCluster,
    { objects, hooks, leftOut, definitions }: InstalledRelease,
): Promise<RenderedObject[]> {
    const rendered = (object: KubernetesObject, kept: boolean): RenderedObject => ({
        kind: `${object.apiVersion}:${object.kind}`,
        name: object.metadata.name ?? "",
        acceptance: cluster.acceptanceOf(object),
        kept,
    });
    for (const object of [...objects, ...hooks, ...leftOut]) {
        await cluster.api.apply(object, { dryRun: true });
    }
    return [
        ...objects.map((object) => rendered(object, true)),
        ...hooks.map((object) => rendered(object, true)),
        ...leftOut.map((object) => rendered(object, false)),
        ...definitions.map((name): RenderedObject => {
            const kind = "apiextensions.k8s.io/v1:CustomResourceDefinition";
            return { kind, name, acceptance: { by: "server" }, kept: true };
        }),
    ];
}
