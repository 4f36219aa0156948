import type { PodSecurity } from "../catalogue/app-spec";

/** What the rules let pass, each with its reason. */
export interface Allowances {
    readonly secrets: readonly AllowedSecret[];
    readonly services: readonly AllowedService[];
    readonly openNamespaces: readonly OpenNamespace[];
    readonly relaxedNamespaces: readonly RelaxedNamespace[];
}

/** A Secret that may reach the cluster unsealed. */
export interface AllowedSecret {
    readonly namespace: string;
    readonly type: string;
    readonly label: readonly [key: string, value: string];
    readonly reason: string;
}

/** The only plain Secrets of the stack. */
const allowedSecrets: readonly AllowedSecret[] = [
    {
        namespace: "sealed-secrets",
        type: "kubernetes.io/tls",
        label: ["sealedsecrets.bitnami.com/sealed-secrets-key", "active"],
        reason: "The sealing key opens all other secrets, so nothing is there yet to unseal it.",
    },
    {
        namespace: "kube-system",
        type: "Opaque",
        label: ["network.homelab/part", "mesh-authority"],
        reason: "The mesh is part of the network, without which no controller runs that could unseal it.",
    },
];

/** A service that may be reached from outside the cluster. */
export interface AllowedService {
    readonly namespace: string;
    readonly name: string;
    readonly type: "LoadBalancer";
    readonly reason: string;
}

/** The only way into the cluster. */
const exposedServices: readonly AllowedService[] = [
    {
        namespace: "traefik",
        name: "traefik",
        type: "LoadBalancer",
        reason: "Traefik is the one gateway: it ends TLS and routes by host name.",
    },
];

/** A namespace that may do without a default-deny policy. */
export interface OpenNamespace {
    readonly name: string;
    readonly reason: string;
}

/** Namespaces whose pods no network policy can guard. */
const openNamespaces: readonly OpenNamespace[] = [
    {
        name: "kube-system",
        reason:
            "Cilium enforces the policies of all others from here, on the host network; a deny " +
            "here would cut the cluster's DNS and its own control plane.",
    },
];

/** A namespace of the platform whose pods may do more than Kubernetes' restricted profile allows. */
export interface RelaxedNamespace {
    readonly name: string;
    readonly podSecurity: Exclude<PodSecurity, "restricted">;
    readonly reason: string;
}

/** The namespaces that cannot do with `restricted`; apps say so in their own files. */
const relaxedNamespaces: readonly RelaxedNamespace[] = [
    {
        name: "kube-system",
        podSecurity: "privileged",
        reason: "Cilium and the control plane are the node's own network and processes.",
    },
    {
        name: "csi-proxmox",
        podSecurity: "privileged",
        reason: "The volume driver mounts disks into the file systems of other pods.",
    },
    {
        name: "observability-nodes",
        podSecurity: "privileged",
        reason: "Metrics and audit logs of a node are read from its own file system and network.",
    },
    {
        name: "velero",
        podSecurity: "privileged",
        reason: "The agent on each node reads the volumes of all its pods from the node's files.",
    },
];

/** What this house needs. */
export const houseAllowances: Allowances = {
    secrets: allowedSecrets,
    services: exposedServices,
    openNamespaces,
    relaxedNamespaces,
};
