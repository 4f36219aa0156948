/** What a pod must say to be let into a namespace that enforces the standard `restricted`. */
export interface RestrictedPod {
    readonly runAsNonRoot: true;
    readonly runAsUser: number;
    readonly runAsGroup: number;
    readonly fsGroup?: number;
    readonly fsGroupChangePolicy?: "OnRootMismatch";
    readonly seccompProfile: { readonly type: "RuntimeDefault" };
}

/**
 * The pod's share of the Pod Security Standard `restricted`.
 *
 * @param user number of the user and group, not 0.
 * @param ownsVolumes gives its volumes to that group.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedPod(user: number, { ownsVolumes = false } = {}): RestrictedPod {
    return {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        ...(ownsVolumes && { fsGroup: user, fsGroupChangePolicy: "OnRootMismatch" }),
        seccompProfile: { type: "RuntimeDefault" },
    };
}

/** Each container's share of the standard, and a root file system that cannot be written. */
export function restrictedContainer({ writableRoot = false } = {}) {
    return {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: !writableRoot,
        capabilities: { drop: ["ALL"] },
    };
}
