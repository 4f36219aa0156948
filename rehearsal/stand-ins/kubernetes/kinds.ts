import type { Datacenter } from "../../datacenter/datacenter";
import { valueAt } from "../../provider/path";
import { text } from "../../provider/value";

/** Kind of a Kubernetes object, without its version. */
export interface GroupKind {
    /** API group; `core` for the one without a name. */
    readonly group: string;
    readonly kind: string;
}

/** Groups that the API server brings itself. */
const builtInGroups = new Set([
    "core",
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "flowcontrol.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "storage.k8s.io",
    // Talos brings it where machines let pods use the Talos API.
    "talos.dev",
]);

/** Kinds of those groups that belong to no namespace. */
const clusterWide = new Set([
    "APIService",
    "CSIDriver",
    "CSINode",
    "ClusterRole",
    "ClusterRoleBinding",
    "CustomResourceDefinition",
    "FlowSchema",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "RuntimeClass",
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttributesClass",
]);

/** Where the datacenter keeps objects of a kind. */
export function worldType({ group, kind }: GroupKind): string {
    return `kubernetes:${group}/${kind}`;
}

/** Reads a resource type such as `kubernetes:apps/v1:Deployment`. */
export function groupKindOf(type: string): GroupKind {
    const [, groupVersion = "", kind = ""] = type.split(":");
    return { group: groupVersion.split("/")[0] ?? "", kind };
}

/**
 * Whether objects of a kind lie in namespaces; `undefined` when the API server does not know the
 * kind (yet), because no definition of it exists.
 */
export function isNamespaced(datacenter: Datacenter, wanted: GroupKind): boolean | undefined {
    if (builtInGroups.has(wanted.group)) {
        return !clusterWide.has(wanted.kind);
    }
    const definition = datacenter
        .list(worldType({ group: "apiextensions.k8s.io", kind: "CustomResourceDefinition" }))
        .find(
            ({ fields }) =>
                text(valueAt(fields, ["spec", "group"])) === wanted.group &&
                text(valueAt(fields, ["spec", "names", "kind"])) === wanted.kind,
        );
    return definition && text(valueAt(definition.fields, ["spec", "scope"])) !== "Cluster";
}
