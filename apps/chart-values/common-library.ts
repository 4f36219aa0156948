/**
 * Values shared by the charts that stand on the bjw-s common library 5: its own app-template, and
 * charts such as Immich's.
 *
 * @see https://github.com/bjw-s-labs/helm-charts/tree/common-5.0.1/charts/library/common
 */
export interface PodOptions {
    readonly automountServiceAccountToken: false;
    readonly securityContext: {
        readonly runAsNonRoot: true;
        readonly runAsUser: number;
        readonly runAsGroup: number;
        readonly fsGroup: number;
        readonly fsGroupChangePolicy: "OnRootMismatch";
        readonly seccompProfile: { readonly type: "RuntimeDefault" };
    };
}

export interface ContainerSecurityContext {
    readonly allowPrivilegeEscalation: false;
    readonly readOnlyRootFilesystem: true;
    readonly capabilities: { readonly drop: readonly ["ALL"] };
}

/** Wins over the restricted one, key by key. */
export interface PrivilegedSecurityContext {
    readonly privileged: true;
    readonly allowPrivilegeEscalation: true;
}

export interface SecretKeyEnv {
    readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

export interface Resources {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
}

/** Scratch space on the node, lost with the pod; mounted at `/<its name>` without `globalMounts`. */
export interface EmptyDir {
    readonly type: "emptyDir";
    readonly sizeLimit: string;
    readonly globalMounts?: readonly Mount[];
}

export interface ExistingClaim {
    readonly type: "persistentVolumeClaim";
    readonly existingClaim: string;
    readonly accessMode: "ReadWriteOnce";
}

/** A path of the node. */
export interface HostPath {
    readonly type: "hostPath";
    readonly hostPath: string;
    readonly hostPathType: "Directory";
    readonly globalMounts: readonly Mount[];
}

/** Chosen keys of a Secret as files; keys that are not listed stay out of the container. */
export interface MountedSecret {
    readonly type: "secret";
    readonly name: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
    readonly globalMounts: readonly Mount[];
}

export interface Mount {
    readonly path: string;
    readonly subPath?: string;
    readonly readOnly?: true;
}

/** Pod options that the Pod Security Standard `restricted` admits, with one id for user and group. */
export function restrictedPod(id: number): PodOptions {
    return {
        automountServiceAccountToken: false,
        securityContext: {
            runAsNonRoot: true,
            runAsUser: id,
            runAsGroup: id,
            fsGroup: id,
            // Large volumes are not re-owned file by file at every start.
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
        },
    };
}

/** Container context that `restricted` admits, with nothing writable but the mounts. */
export const restrictedContainer: ContainerSecurityContext = {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
};

/** For devices of the node, which open to no other container. */
export const privilegedContainer: PrivilegedSecurityContext = {
    privileged: true,
    // The API server refuses one without the other.
    allowPrivilegeEscalation: true,
};

/** An environment value taken from a key of a Secret of the same namespace. */
export function secretKey(name: string, key: string): SecretKeyEnv {
    return { valueFrom: { secretKeyRef: { name, key } } };
}
