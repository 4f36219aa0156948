import { labelKeys } from "../../catalogue/labels";
import { all, any, type Condition, filled, noneOf, oneOf } from "../conditions/condition";
import { holds } from "../conditions/holds";
import { at, isEmpty, isList, listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { unknownValue, type Value } from "../engine/value";
import { type KubeObject, objectsIn, shown } from "./kube-object";

const prefix = "csi.storage.k8s.io/";

/** The class parameters by which the CSI driver finds the passphrase of an encrypted volume. */
export const secretParameters = {
    stageName: `${prefix}node-stage-secret-name`,
    stageNamespace: `${prefix}node-stage-secret-namespace`,
    expandName: `${prefix}node-expand-secret-name`,
    expandNamespace: `${prefix}node-expand-secret-namespace`,
} as const;

/** The storage classes of the stack. */
export function storageClasses(stack: Stack): readonly KubeObject[] {
    return objectsIn(stack, "storage.k8s.io", "StorageClass");
}

/** The kind, as the API server knows it. */
export const storageClassKind = {
    group: "storage.k8s.io",
    version: "v1",
    kind: "StorageClass",
    plural: "storageclasses",
} as const;

/** Paths of the labels of a class. */
const lifecycle = ["metadata", "labels", labelKeys.lifecycle];
const encryption = ["metadata", "labels", labelKeys.encryption];

/** What lies on the class may be lost. */
export const disposable: Condition = oneOf(lifecycle, "disposable");

/**
 * A class claims to encrypt when it is labelled as the place for data that is kept and does not say
 * that it is plain, or when it names any of the secrets. Whether the claim is true is another rule's question.
 */
export const encrypting: Condition = any(
    all(oneOf(lifecycle, "retained"), noneOf(encryption, "none")),
    ...Object.values(secretParameters).map((parameter) => filled(["parameters", parameter])),
);

/** Whether a class claims to encrypt; one that cannot be read counts as if it did. */
export function claimsEncryption(storageClass: KubeObject): boolean {
    return holds(encrypting, storageClass.body) !== false;
}

/**
 * Why a class that a volume names will not do: it is not known, not of this stack, or not `sound`.
 *
 * @param unsound what a class of that name is, for the message: `does not encrypt`.
 */
export function classFault(
    name: Value,
    stack: Stack,
    sound: (storageClass: KubeObject) => boolean,
    unsound: string,
): string | undefined {
    if (name === unknownValue) {
        return "its class is not known at preview";
    }
    if (isEmpty(name)) {
        return "it names no class";
    }
    if (typeof name !== "string") {
        return "its class is not a name";
    }
    const found = storageClasses(stack).filter((storageClass) => storageClass.name === name);
    if (found.length === 0) {
        return `${shown(name)} is not a class of this stack`;
    }
    return found.every(sound) ? undefined : `${shown(name)} ${unsound}`;
}

/**
 * Why a volume that a claim binds to by its name will not do, whatever the claim's class is; `undefined`
 * where the class makes the volume.
 */
export function boundFault(
    name: Value,
    stack: Stack,
    sound: (volume: KubeObject) => boolean,
    unsound: string,
): string | undefined {
    if (isEmpty(name)) {
        return undefined;
    }
    if (typeof name !== "string") {
        return "the volume that it binds to is not known at preview";
    }
    const found = objectsIn(stack, "core", "PersistentVolume").filter((one) => one.name === name);
    if (found.length === 0) {
        return `the volume ${shown(name)} that it binds to is none of this stack`;
    }
    return found.every(sound) ? undefined : `the volume ${shown(name)} ${unsound}`;
}

/** The labels by which nodes say where they stand. */
export const topologyKeys = {
    region: "topology.kubernetes.io/region",
    zone: "topology.kubernetes.io/zone",
} as const;

/** Where a class lets volumes be made, by one of its terms. */
export interface Topology {
    readonly regions: readonly Value[];
    readonly zones: readonly Value[];
}

/** The places that a class limits its volumes to; `undefined` where it does not, or cannot be read. */
export function topologiesOf({ body }: KubeObject): readonly Topology[] | undefined {
    const terms = at(body, "allowedTopologies");
    if (!isList(terms) || terms.length === 0) {
        return undefined;
    }
    return terms.map((term) => {
        const expressions = listAt(term, "matchLabelExpressions");
        const valuesOf = (key: string) =>
            expressions
                .filter((expression) => at(expression, "key") === key)
                .flatMap((expression) => listAt(expression, "values"));
        return { regions: valuesOf(topologyKeys.region), zones: valuesOf(topologyKeys.zone) };
    });
}
