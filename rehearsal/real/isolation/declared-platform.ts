import { part, type Part } from "./part";

/** A way that the platform needs, by the names of parts and places, or of groups of them. */
export interface PlatformWay {
    readonly from: readonly string[];
    readonly to: readonly string[];
    /** Such as `TCP/443`. */
    readonly gates: readonly string[];
    readonly why: string;
}

const named = (name: string) => ({ "app.kubernetes.io/name": name });

/** Answers everybody's look-ups. Its namespace is Talos' own, and no policy is about it. */
export const nameServer = part("name server", "kube-system", { "k8s-app": "kube-dns" });

/** Every service of the platform whose pods are in the pods' network, as its chart labels them. */
export const platformParts: readonly Part[] = [
    part("gateway", "traefik", named("traefik")),
    part("tunnel", "cloudflared", { "app.kubernetes.io/instance": "cloudflared" }),
    part("issuer", "cert-manager", named("cert-manager")),
    part("issuer's webhook", "cert-manager", named("webhook")),
    part("issuer's injector", "cert-manager", named("cainjector")),
    part("issuer's check at start", "cert-manager", named("startupapicheck")),
    part("unsealer", "sealed-secrets", named("sealed-secrets")),
    part("volume driver", "csi-proxmox", named("proxmox-csi-plugin")),
    part("database operator", "cnpg-system", named("cloudnative-pg")),
    part("database archiver", "cnpg-system", named("plugin-barman-cloud")),
    part("Argo CD's server", "argocd", named("argocd-server")),
    part("Argo CD's controller", "argocd", named("argocd-application-controller")),
    part("Argo CD's repositories", "argocd", named("argocd-repo-server")),
    part("Argo CD's cache", "argocd", named("argocd-redis")),
    part("collector", "observability", { "app.kubernetes.io/component": "collector" }),
    part("counter of objects", "observability", named("kube-state-metrics")),
    part("Proxmox' metrics", "observability", named("proxmox-exporter")),
    part("audit reader", "observability-nodes", { "app.kubernetes.io/component": "audit-reader" }),
    part("cluster copies", "velero", { "app.kubernetes.io/component": "velero-server" }),
    part("volume copies", "volsync-system", named("volsync")),
    part("etcd's copies", "talos-backup", named("talos-backup")),
    part("copies of copies", "backup-copy", named("bucket-copy")),
    part("image cache", "registry-cache", named("registry-cache")),
];

const apiServer = ["TCP/6443"];
const argoCdServers = ["Argo CD's server", "Argo CD's controller"];

/**
 * Every way between platform services and from them to places outside of the pods' network, as far
 * as NetworkPolicies say it; hosts on the internet are opened by name, by Cilium's own policies.
 * What pods of an app may do is declared in its file.
 */
export const platformWays: readonly PlatformWay[] = [
    {
        ...{ from: ["every pod"], to: ["name server"], gates: ["TCP/53", "UDP/53"] },
        why: "Names are looked up.",
    },
    {
        ...{ from: ["every place", "name server"], to: ["gateway"] },
        gates: ["TCP/8000", "TCP/8443"],
        why: "Browsers in the house come in here; pods are kept away by their own policies.",
    },
    {
        ...{ from: ["tunnel"], to: ["gateway"], gates: ["TCP/8444"] },
        why: "Browsers outside of the house come in here.",
    },
    {
        ...{ from: ["gateway"], to: ["Argo CD's server"], gates: ["TCP/8080"] },
        why: "Its pages are routed as an app's are.",
    },
    {
        from: [
            ...["gateway", "unsealer", "volume driver", "collector", "counter of objects"],
            ...["issuer", "issuer's webhook", "issuer's injector", "issuer's check at start"],
            ...["database operator", "database archiver", "every database", ...argoCdServers],
            ...["cluster copies", "anything else in velero", "volume copies"],
        ],
        ...{ to: ["a control plane"], gates: apiServer },
        why: "They watch and change objects through the API server.",
    },
    {
        ...{ from: ["a control plane"], to: ["issuer's webhook"], gates: ["TCP/10250"] },
        why: "The API server has certificates checked.",
    },
    {
        ...{ from: ["a control plane"], to: ["database operator"], gates: ["TCP/9443"] },
        why: "The API server has databases checked.",
    },
    {
        ...{ from: ["issuer"], to: ["public name servers"], gates: ["TCP/53", "UDP/53"] },
        why: "It looks whether its proof can be seen from outside.",
    },
    {
        ...{ from: ["volume driver"], to: ["anything in the house"], gates: ["TCP/8006"] },
        why: "Proxmox makes volumes; which address a host has is not known here.",
    },
    {
        ...{ from: ["Proxmox' metrics"], to: ["anything in the house"], gates: ["TCP/8006"] },
        why: "It asks Proxmox how it is.",
    },
    {
        ...{ from: ["database operator"], to: ["database archiver"], gates: ["TCP/9090"] },
        why: "It has databases archived.",
    },
    {
        ...{ from: argoCdServers, to: ["Argo CD's repositories"], gates: ["TCP/8081"] },
        why: "They ask what charts become.",
    },
    {
        from: [...argoCdServers, "Argo CD's repositories"],
        ...{ to: ["Argo CD's cache"], gates: ["TCP/6379"] },
        why: "They keep there what was rendered.",
    },
    {
        ...{ from: ["audit reader"], to: ["collector"], gates: ["TCP/3100"] },
        why: "It hands on the API servers' audit log.",
    },
    {
        ...{ from: ["collector"], to: ["a control plane", "a worker"] },
        gates: ["TCP/9100", "TCP/10250"],
        why: "It asks nodes and kubelets for metrics.",
    },
    {
        ...{ from: ["collector"], to: ["a control plane"], gates: ["TCP/2381"] },
        why: "It asks etcd for metrics.",
    },
    {
        ...{ from: ["collector"], to: ["gateway"], gates: ["TCP/9100"] },
        why: "It asks for metrics.",
    },
    {
        ...{ from: ["collector"], to: ["counter of objects"], gates: ["TCP/8080"] },
        why: "It asks for metrics.",
    },
    {
        ...{ from: ["collector"], to: ["Proxmox' metrics"], gates: ["TCP/9221"] },
        why: "It asks for metrics.",
    },
    {
        ...{ from: ["collector"], to: ["cluster copies", "anything else in velero"] },
        gates: ["TCP/8085"],
        why: "It asks for metrics; Velero's servers on nodes have them too.",
    },
    {
        ...{ from: ["collector"], to: ["volume copies"], gates: ["TCP/8443"] },
        why: "It asks for metrics.",
    },
    {
        ...{ from: ["etcd's copies"], to: ["a control plane"], gates: ["TCP/50000"] },
        why: "It asks Talos for a snapshot.",
    },
];
