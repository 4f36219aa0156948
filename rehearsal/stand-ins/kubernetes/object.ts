import { randomBytes, randomUUID } from "node:crypto";
import { clusterRuns } from "../../datacenter/cluster-life";
import type { Datacenter } from "../../datacenter/datacenter";
import { valueAt } from "../../provider/path";
import type {
    CheckCall,
    CreateCall,
    ExistingCall,
    Problem,
    ResourceKind,
} from "../../provider/stand-in";
import { type Fields, fieldsOf, text } from "../../provider/value";
import { readStored } from "../stored";
import { checkObject } from "./check-object";
import { frozenFields, immutableFields, type Mutability } from "./immutable";
import { type GroupKind, groupKindOf, isNamespaced, worldType } from "./kinds";
import { refuseToShrink } from "./resize";
import { statusOf } from "./status";

const autonamed = "pulumi.com/autonamed";

/** Any Kubernetes object but a release. @param mutability as the provider is configured when asked. */
export function objectKind(type: string, mutability: Mutability): ResourceKind {
    const groupKind = groupKindOf(type);
    return {
        forceNew: immutableFields(groupKind),
        secrets: type === "kubernetes:core/v1:Secret" ? ["data.*", "stringData.*"] : [],
        complete: (call) => withName(call),
        problems: ({ inputs }): readonly Problem[] => checkObject(inputs),
        replaces: (olds, _news, changed) =>
            frozenFields(groupKind, olds["immutable"] === true, mutability).flatMap((frozen) =>
                changed.filter(([first]) => first === frozen),
            ),
        // With a name of its own the old object is in the way of the new one.
        deletesFirst: (news) => valueAt(news, ["metadata", "annotations", autonamed]) === undefined,
        create: (call) => {
            const { namespace, id } = admit(call, groupKind);
            if (call.datacenter.get(worldType(groupKind), id) !== undefined) {
                const plural = `${groupKind.kind.toLowerCase()}s`;
                throw new Error(`${plural} "${id}" already exists`);
            }
            const metadata: Fields = {
                ...fieldsOf(call.inputs["metadata"]),
                ...(namespace !== undefined && { namespace }),
                uid: randomUUID(),
                generation: 1,
                creationTimestamp: new Date().toISOString(),
            };
            return { id, outputs: keep(call, groupKind, id, metadata) };
        },
        read: (call) => {
            mustRun(call.datacenter);
            return readStored(call, { type: worldType(groupKind), id: call.id });
        },
        // The real provider asks the API server for a dry run whenever it previews an update.
        dryRun: ({ id, declared, inputs }) => {
            refuseToShrink(groupKind, id, declared, inputs);
        },
        update: (call) => {
            admit(call, groupKind);
            refuseToShrink(groupKind, call.id, call.declared, call.inputs);
            const live = call.datacenter.get(worldType(groupKind), call.id);
            if (live === undefined) {
                throw new Error(`${groupKind.kind} "${call.id}" not found`);
            }
            const old = fieldsOf(live.fields["metadata"]);
            const { uid = null, creationTimestamp = null, namespace = "", generation } = old;
            const metadata: Fields = {
                ...fieldsOf(call.inputs["metadata"]),
                ...(namespace !== "" && { namespace }),
                uid,
                creationTimestamp,
                generation: Number(generation) + 1,
            };
            return keep(call, groupKind, call.id, metadata);
        },
        delete: ({ datacenter, id }) => {
            mustRun(datacenter);
            deleteObject(datacenter, groupKind, id);
        },
    };
}

/** @throws Error as a client gets it when nothing listens. */
export function mustRun(datacenter: Datacenter): void {
    if (!clusterRuns(datacenter)) {
        throw new Error("the Kubernetes API cannot be reached: dial tcp: connection refused");
    }
}

/** @throws Error as the API server answers for objects in a namespace that is not there. */
export function mustHaveNamespace(datacenter: Datacenter, namespace: string): void {
    const type = worldType({ group: "core", kind: "Namespace" });
    if (datacenter.get(type, namespace) === undefined) {
        throw new Error(`namespaces "${namespace}" not found`);
    }
}

function keep(call: CreateCall, groupKind: GroupKind, id: string, metadata: Fields): Fields {
    const { inputs, datacenter, secrets } = call;
    const fields: Fields = { ...inputs, metadata, ...statusOf(groupKind, inputs) };
    datacenter.put(worldType(groupKind), id, fields, secrets);
    return fields;
}

/** What the API server looks at before it takes an object, and where the object then is. */
function admit(call: CreateCall | ExistingCall, groupKind: GroupKind) {
    const { datacenter, inputs, type } = call;
    mustRun(datacenter);
    const namespaced = isNamespaced(datacenter, groupKind);
    if (namespaced === undefined) {
        const [, groupVersion = ""] = type.split(":");
        throw new Error(`no matches for kind "${groupKind.kind}" in version "${groupVersion}"`);
    }
    const name = text(valueAt(inputs, ["metadata", "name"])) ?? "";
    if (!namespaced) {
        return { id: name };
    }
    const namespace = text(valueAt(inputs, ["metadata", "namespace"])) ?? "default";
    mustHaveNamespace(datacenter, namespace);
    return { namespace, id: `${namespace}/${name}` };
}

/** Gives an object without a name one that it keeps. */
function withName({ inputs, olds, name }: CheckCall): Fields {
    const metadata = fieldsOf(inputs["metadata"]);
    if (metadata["name"] !== undefined || metadata["generateName"] !== undefined) {
        return inputs;
    }
    const given =
        text(valueAt(olds, ["metadata", "name"])) ?? `${name}-${randomBytes(4).toString("hex")}`;
    const annotations = { ...fieldsOf(metadata["annotations"]), [autonamed]: "true" };
    return { ...inputs, metadata: { ...metadata, name: given, annotations } };
}

/** A namespace takes everything in it along. */
function deleteObject(datacenter: Datacenter, groupKind: GroupKind, id: string): void {
    if (datacenter.get(worldType(groupKind), id) === undefined) {
        return;
    }
    datacenter.remove(worldType(groupKind), id);
    if (groupKind.group === "core" && groupKind.kind === "Namespace") {
        for (const object of datacenter.list()) {
            if (object.type.startsWith("kubernetes:") && object.id.startsWith(`${id}/`)) {
                datacenter.remove(object.type, object.id);
            }
        }
    }
}
