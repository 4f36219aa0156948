import { labelKeys } from "../../catalogue/labels";
import { at, isEmpty } from "../engine/read";
import type { Stack } from "../engine/resource";
import { type KubeObject, labelOf, objectsIn } from "./kube-object";

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

/**
 * A class claims to encrypt when it is labelled as the place for data that is kept, or names any
 * of the secrets. Whether the claim is true is another rule's question.
 */
export function claimsEncryption(storageClass: KubeObject): boolean {
    return (
        labelOf(storageClass.body, labelKeys.lifecycle) === "retained" ||
        Object.values(secretParameters).some(
            (parameter) => !isEmpty(at(storageClass.body, "parameters", parameter)),
        )
    );
}
