import { labelKeys } from "../../catalogue/labels";
import { any, type Condition, filled, oneOf } from "../conditions/condition";
import { holds } from "../conditions/holds";
import type { Stack } from "../engine/resource";
import { type KubeObject, objectsIn } from "./kube-object";

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

/** Path of a label of an object. */
const lifecycle = ["metadata", "labels", labelKeys.lifecycle];

/** What lies on the class may be lost. */
export const disposable: Condition = oneOf(lifecycle, "disposable");

/**
 * A class claims to encrypt when it is labelled as the place for data that is kept, or names any
 * of the secrets. Whether the claim is true is another rule's question.
 */
export const encrypting: Condition = any(
    oneOf(lifecycle, "retained"),
    ...Object.values(secretParameters).map((parameter) => filled(["parameters", parameter])),
);

/** Whether a class claims to encrypt; one that cannot be read counts as if it did. */
export function claimsEncryption(storageClass: KubeObject): boolean {
    return holds(encrypting, storageClass.body) !== false;
}
