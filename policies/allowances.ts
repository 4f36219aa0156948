import type { PodSecurity } from "../catalogue/app-spec";

/** What the rules let pass, each with its reason. */
export interface Allowances {
    readonly secrets: readonly AllowedSecret[];
    readonly services: readonly AllowedService[];
    readonly roles: readonly AllowedRole[];
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

/** A Secret that others than this program make, and that no SealedSecret could stand for. */
export interface MadeSecret {
    /** @default any */
    readonly namespace?: string;
    readonly type: string;
    readonly label?: readonly [key: string, value: string];
    /** Version of the API of what it is made for, and deleted with. */
    readonly owner?: string;
    readonly reason: string;
}

/** The plain Secrets that Talos and Helm cannot do without. */
export const madeSecrets: readonly MadeSecret[] = [
    {
        namespace: "kube-system",
        type: "bootstrap.kubernetes.io/token",
        reason: "Talos lets new machines join by it, and writes it anew when it updates Kubernetes.",
    },
    {
        namespace: "talos-backup",
        type: "Opaque",
        owner: "talos.dev/v1alpha1",
        reason: "Talos itself makes the key by which a pod may ask it for snapshots, and renews it.",
    },
    {
        type: "helm.sh/release.v1",
        label: ["owner", "helm"],
        reason: "Helm notes here what it installed; credentials in values are another rule's question.",
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

/** Roles that may read secrets without naming them. */
export interface AllowedRole {
    /** Of Roles; without it they are ClusterRoles. */
    readonly namespace?: string;
    readonly names: readonly string[];
    /** Whether they may do whatever they like there. */
    readonly wildcards?: boolean;
    readonly reason: string;
}

/** Roles of others' charts that could not do their work otherwise. */
const allowedRoles: readonly AllowedRole[] = [
    {
        names: [
            "cert-manager-cainjector",
            ...["issuers", "clusterissuers", "certificates", "orders", "challenges"].map(
                (part) => `cert-manager-controller-${part}`,
            ),
        ],
        reason: "It writes the Secret of each certificate, in whichever namespace asks for one.",
    },
    {
        names: ["cloudnative-pg"],
        reason: "It makes the users and certificates of databases in the namespaces of all apps.",
    },
    {
        names: ["plugin-barman-cloud"],
        reason: "It opens the archive of databases in the namespaces of all apps.",
    },
    {
        names: ["secrets-unsealer"],
        reason: "It makes the Secret of each SealedSecret.",
    },
    {
        namespace: "sealed-secrets",
        names: ["sealed-secrets-controller-key-admin"],
        reason: "It reads the sealing keys by their label, in its own namespace only.",
    },
    {
        names: ["traefik-traefik"],
        reason: "It reads the certificates of the routes that it serves.",
    },
    {
        namespace: "argocd",
        names: ["application-controller", "applicationset-controller", "server"].map(
            (part) => `argocd-${part}`,
        ),
        reason: "It reads the logins of its repositories, in its own namespace only.",
    },
    {
        namespace: "velero",
        names: ["velero-server"],
        wildcards: true,
        reason: "It saves and puts back all objects; this role is for its own namespace.",
    },
    {
        names: ["volsync-manager"],
        reason: "It reads the login of each repository that it copies a volume to.",
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
    roles: allowedRoles,
    openNamespaces,
    relaxedNamespaces,
};

/** An account of a controller that makes Secrets and pods of what others asked it for. */
export interface Operator {
    readonly namespace: string;
    readonly account: string;
    readonly reason: string;
}

/**
 * Controllers whose objects the API server takes as they are. What they are made from is judged,
 * and their pods are held to the pod security of the namespace they run in. Argo CD's controller
 * is not among them: what it delivers is the owner's.
 */
export const operators: readonly Operator[] = [
    {
        namespace: "sealed-secrets",
        account: "sealed-secrets-controller",
        reason: "Makes the Secret of each SealedSecret.",
    },
    {
        namespace: "cnpg-system",
        account: "cloudnative-pg",
        reason: "Makes the pods, jobs, users and certificates of each database.",
    },
    {
        namespace: "cert-manager",
        account: "cert-manager",
        reason: "Makes the Secret of each certificate.",
    },
    {
        namespace: "cert-manager",
        account: "cert-manager-webhook",
        reason: "Keeps the authority by which the API server knows it.",
    },
    {
        namespace: "volsync-system",
        account: "volsync",
        reason: "Makes the jobs that copy volumes.",
    },
    {
        namespace: "velero",
        account: "velero-server",
        reason: "Makes the jobs that copy and restore, and puts back what was saved.",
    },
    {
        namespace: "argocd",
        account: "argocd-server",
        reason: "Keeps the sessions of its own pages.",
    },
];

/** The namespace that Kubernetes and Talos keep their own pods in. */
export const kubernetesNamespace = "kube-system";

/** Rules that the objects of somebody else's chart need not pass. */
export interface AllowedChart {
    /** Last part of the chart's reference. */
    readonly chart: string;
    readonly rules: readonly string[];
    readonly reason: string;
}

/** Charts that cannot do their work otherwise. */
export const allowedCharts: readonly AllowedChart[] = [
    {
        chart: "cilium",
        rules: ["data-classified"],
        reason: "It makes a namespace for certificates, without pods or volumes.",
    },
];
