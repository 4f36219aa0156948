import { at, entriesAt, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { type KubeObject, namespaced, objectsIn, shown } from "./kube-object";
import { once } from "./once";

/** A place where one volume is asked for. */
export interface VolumeRequest {
    /** What holds it, e.g. `claim` or `database write-ahead log`; for messages. */
    readonly where: string;
    readonly storageClass: Value;
    readonly accessModes: Value;
    readonly volumeMode: Value;
    /** Name of the volume that it binds to, where that is not left to the class. */
    readonly volume: Value;
}

/** Something that asks for volumes and says by its labels which data they hold. */
export interface VolumeHolder {
    readonly resource: Resource;
    readonly sort: "claim" | "template" | "database";
    /** `claim immich/photos`; for messages. */
    readonly title: string;
    readonly namespace: string;
    readonly name: string;
    /** The object that has the data labels. */
    readonly labelled: Value;
    readonly requests: readonly VolumeRequest[];
}

/** Everything in the stack that asks for volumes. */
export const volumeHolders = once((stack: Stack): readonly VolumeHolder[] => [
    ...claims(stack),
    ...claimTemplates(stack),
    ...databases(stack),
]);

/** The persistent volume claims. */
export function claims(stack: Stack): readonly VolumeHolder[] {
    return objectsIn(stack, "core", "PersistentVolumeClaim").map((object) =>
        claim(object, "claim", object.body, `claim ${namespaced(object)}`, object.name),
    );
}

/** The claim templates of stateful sets. */
export function claimTemplates(stack: Stack): readonly VolumeHolder[] {
    return objectsIn(stack, "apps", "StatefulSet").flatMap((object) =>
        listAt(object.body, "spec", "volumeClaimTemplates").map((template) => {
            const name = textAt(template, "metadata", "name") ?? "unnamed";
            const title = `claim template ${shown(name)} of stateful set ${namespaced(object)}`;
            return claim(object, "template", template, title, name);
        }),
    );
}

function claim(
    object: KubeObject,
    sort: "claim" | "template",
    body: Value,
    title: string,
    name: string,
): VolumeHolder {
    const { resource, namespace } = object;
    const request = requestOf("volume", at(body, "spec"), at(body, "spec", "storageClassName"));
    return { resource, sort, title, namespace, name, labelled: body, requests: [request] };
}

function requestOf(where: string, spec: Value, storageClass: Value): VolumeRequest {
    return {
        where,
        storageClass,
        accessModes: at(spec, "accessModes"),
        volumeMode: at(spec, "volumeMode"),
        volume: at(spec, "volumeName"),
    };
}

/** The CloudNativePG clusters: each has data, and may have a write-ahead log and tablespaces. */
export function databases(stack: Stack): readonly VolumeHolder[] {
    return objectsIn(stack, "postgresql.cnpg.io", "Cluster").map((object) => ({
        resource: object.resource,
        sort: "database",
        title: `database ${namespaced(object)}`,
        namespace: object.namespace,
        name: object.name,
        labelled: object.body,
        requests: databaseRequests(at(object.body, "spec")),
    }));
}

function databaseRequests(spec: Value): readonly VolumeRequest[] {
    const wal = at(spec, "walStorage");
    return [
        storageRequest("data", at(spec, "storage")),
        ...(wal === undefined || wal === null ? [] : [storageRequest("write-ahead log", wal)]),
        ...listAt(spec, "tablespaces").map((space) =>
            storageRequest("tablespace", at(space, "storage")),
        ),
    ];
}

/** The operator lets the template stand in for the class, and the class win over the template. */
function storageRequest(where: string, storage: Value): VolumeRequest {
    const template = at(storage, "pvcTemplate");
    const own = at(storage, "storageClass");
    return requestOf(where, template, own ?? at(template, "storageClassName"));
}

/** Names of the data labels an object carries, known or not. */
export function labelNames(labelled: Value): readonly string[] {
    return entriesAt(labelled, "metadata", "labels").map(([key]) => key);
}

/** What the API server calls databases. */
export const databaseKind = {
    group: "postgresql.cnpg.io",
    version: "v1",
    kind: "Cluster",
    plural: "clusters",
} as const;

/** What the API server calls claims. */
export const claimKind = {
    group: "core",
    version: "v1",
    kind: "PersistentVolumeClaim",
    plural: "persistentvolumeclaims",
} as const;

/** What the API server calls stateful sets, whose pods bring claims of their own. */
export const statefulSetKind = {
    group: "apps",
    version: "v1",
    kind: "StatefulSet",
    plural: "statefulsets",
} as const;
