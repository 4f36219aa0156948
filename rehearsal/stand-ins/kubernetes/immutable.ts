import { type GroupKind } from "./kinds";

const always = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

/**
 * Fields that cannot be changed once an object exists, by `group/kind`; the provider makes the
 * object anew instead.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/diff.go
 */
const byKind: Readonly<Record<string, readonly string[]>> = {
    "apps/DaemonSet": ["spec.selector"],
    "apps/Deployment": ["spec.selector"],
    "apps/StatefulSet": [
        "spec.podManagementPolicy",
        "spec.selector",
        "spec.serviceName",
        "spec.volumeClaimTemplates",
    ],
    "batch/Job": ["spec.completions", "spec.podFailurePolicy", "spec.selector", "spec.template"],
    "core/PersistentVolume": ["spec.csi", "spec.nodeAffinity"],
    "core/PersistentVolumeClaim": [
        "spec.accessModes",
        "spec.dataSource",
        "spec.dataSourceRef",
        "spec.resources.limits",
        "spec.selector",
        "spec.storageClassName",
        "spec.volumeMode",
        "spec.volumeName",
    ],
    "core/Secret": ["type"],
    "core/Service": ["spec.clusterIP", "spec.clusterIPs"],
    "rbac.authorization.k8s.io/ClusterRoleBinding": ["roleRef"],
    "rbac.authorization.k8s.io/RoleBinding": ["roleRef"],
    "scheduling.k8s.io/PriorityClass": ["value", "preemptionPolicy"],
    "storage.k8s.io/CSIDriver": ["spec.attachRequired"],
    "storage.k8s.io/StorageClass": [
        "parameters",
        "provisioner",
        "reclaimPolicy",
        "volumeBindingMode",
    ],
};

/** Paths whose change makes a new object of this kind. */
export function immutableFields({ group, kind }: GroupKind): readonly string[] {
    return [...always, ...(byKind[`${group}/${kind}`] ?? [])];
}

/** What the provider is told about kinds that it makes anew at each change unless it is told otherwise. */
export interface Mutability {
    /** `enableConfigMapMutable` */
    configMaps: boolean;
    /** `enableSecretMutable` */
    secrets: boolean;
}

/** The content of an object that was declared immutable, or that the provider takes for it. */
export function frozenFields(
    { group, kind }: GroupKind,
    declared: boolean,
    { configMaps, secrets }: Mutability,
): readonly string[] {
    const mutable = { ConfigMap: configMaps, Secret: secrets }[kind];
    return group === "core" && mutable !== undefined && (declared || !mutable)
        ? ["binaryData", "data", "immutable", "stringData"]
        : [];
}
