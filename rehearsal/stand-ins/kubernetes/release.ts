import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Datacenter } from "../../datacenter/datacenter";
import { valueAt } from "../../provider/path";
import type { CheckCall, CreateCall, Problem, ResourceKind } from "../../provider/stand-in";
import { type Fields, text } from "../../provider/value";
import { readStored } from "../stored";
import { definitionsOf } from "./chart-kinds";
import { mustHaveNamespace, mustRun } from "./object";
import { worldType } from "./kinds";

/** Type token of a Helm release. */
export const releaseType = "kubernetes:helm.sh/v3:Release";
const place = "kubernetes:helm.sh/Release";

/**
 * A Helm release. What its chart holds is not rendered here; of its objects only the kinds it
 * defines come to be, because other resources cannot be made without them.
 */
export const release: ResourceKind = {
    required: ["chart"],
    forceNew: ["name", "namespace"],
    computed: ["status", "resourceNames"],
    recomputed: ["status", "resourceNames"],
    problems: chartProblems,
    deletesFirst: (news) => news["name"] !== undefined,
    create: (call) => {
        const id = idOf(call.inputs, call.name);
        admit(call);
        if (call.datacenter.get(place, id) !== undefined) {
            throw new Error("cannot re-use a name that is still in use");
        }
        return { id, outputs: install(call, id, 1) };
    },
    read: (call) => {
        mustRun(call.datacenter);
        return readStored(call, { type: place, id: call.id });
    },
    update: (call) => {
        admit(call);
        const live = call.datacenter.get(place, call.id);
        if (live === undefined) {
            throw new Error(`"${call.id}" has no deployed releases`);
        }
        const revision = Number(valueAt(live.fields, ["status", "revision"])) + 1;
        return install(call, call.id, revision);
    },
    delete: ({ datacenter, id }) => {
        mustRun(datacenter);
        // Helm leaves the definitions of kinds: without them every object of theirs would go.
        if (datacenter.get(place, id) !== undefined) {
            datacenter.remove(place, id);
        }
    },
};

function install(call: CreateCall, id: string, revision: number): Fields {
    const { inputs, datacenter } = call;
    const outputs: Fields = {
        ...inputs,
        name: id.split("/")[1] ?? id,
        resourceNames: {},
        status: {
            status: "deployed",
            name: id.split("/")[1] ?? id,
            namespace: namespaceOf(inputs),
            chart: inputs["chart"] ?? null,
            version: inputs["version"] ?? null,
            revision,
        },
    };
    datacenter.put(place, id, outputs, call.secrets);
    define(datacenter, text(inputs["chart"]) ?? "");
    return outputs;
}

function define(datacenter: Datacenter, chart: string): void {
    const type = worldType({ group: "apiextensions.k8s.io", kind: "CustomResourceDefinition" });
    for (const definition of definitionsOf(chart)) {
        const name = text(valueAt(definition, ["metadata", "name"])) ?? "";
        if (datacenter.get(type, name) === undefined) {
            datacenter.put(type, name, definition);
        }
    }
}

function admit({ inputs, datacenter }: CreateCall): void {
    mustRun(datacenter);
    if (inputs["createNamespace"] !== true) {
        mustHaveNamespace(datacenter, namespaceOf(inputs));
    }
}

function chartProblems({ inputs }: CheckCall): Problem[] {
    const chart = text(inputs["chart"]);
    const repository = valueAt(inputs, ["repositoryOpts", "repo"]);
    if (chart === undefined || chart.startsWith("oci://") || repository !== undefined) {
        return [];
    }
    return existsSync(join(chart, "Chart.yaml"))
        ? []
        : [{ property: "chart", reason: `${chart}: no such folder, and no repository is given` }];
}

function namespaceOf(inputs: Fields): string {
    return text(inputs["namespace"]) ?? "default";
}

function idOf(inputs: Fields, logicalName: string): string {
    return `${namespaceOf(inputs)}/${text(inputs["name"]) ?? logicalName}`;
}
