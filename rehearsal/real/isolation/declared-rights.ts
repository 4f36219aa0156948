/** What can be read of somebody else's. */
export type Precious = "secrets" | "persistentvolumeclaims";

/** What an account may read, by `get` or by `list`, and what it does with it. */
export interface DeclaredRight {
    /** As `namespace/name`. */
    readonly account: string;
    readonly resource: Precious;
    readonly namespaces: "every" | readonly string[];
    readonly why: string;
}

/**
 * Every right to read Secrets and claims in the cluster. No app is among them: what an app needs is
 * mounted into its pods. See docs/decisions/0072-let-few-accounts-read-secrets.md.
 */
export const declaredRights: readonly DeclaredRight[] = [
    ...["argocd-application-controller", "argocd-applicationset-controller", "argocd-server"].map(
        (name): DeclaredRight => ({
            account: `argocd/${name}`,
            resource: "secrets",
            namespaces: ["argocd"],
            why: "Logins of repositories and its own keys are Secrets beside it.",
        }),
    ),
    {
        account: "cert-manager/cert-manager",
        resource: "secrets",
        namespaces: "every",
        why: "It writes certificates where they are asked for, and looks whether they are there.",
    },
    {
        account: "cert-manager/cert-manager-cainjector",
        resource: "secrets",
        namespaces: "every",
        why: "It copies authorities out of Secrets into webhooks.",
    },
    {
        account: "cnpg-system/cloudnative-pg",
        resource: "secrets",
        namespaces: "every",
        why: "It gives each database its passwords and certificates.",
    },
    {
        account: "cnpg-system/cloudnative-pg",
        resource: "persistentvolumeclaims",
        namespaces: "every",
        why: "It makes the databases' volumes.",
    },
    {
        account: "cnpg-system/plugin-barman-cloud",
        resource: "secrets",
        namespaces: "every",
        why: "It writes each database's archive with the credentials beside that database.",
    },
    {
        account: "csi-proxmox/proxmox-csi-plugin-controller",
        resource: "persistentvolumeclaims",
        namespaces: "every",
        why: "It makes a volume for each claim; passphrases reach the nodes through its classes.",
    },
    {
        account: "observability/kube-state-metrics",
        resource: "persistentvolumeclaims",
        namespaces: "every",
        why: "It counts claims and how large they were asked for.",
    },
    {
        account: "sealed-secrets/sealed-secrets-controller",
        resource: "secrets",
        namespaces: "every",
        why: "It writes what it unseals.",
    },
    {
        account: "traefik/traefik",
        resource: "secrets",
        namespaces: "every",
        why: "Routes and middlewares name certificates and logins in their own namespaces.",
    },
    {
        account: "velero/velero-server",
        resource: "secrets",
        namespaces: "every",
        why: "It copies whole namespaces; it is the cluster's administrator.",
    },
    {
        account: "velero/velero-server",
        resource: "persistentvolumeclaims",
        namespaces: "every",
        why: "It copies whole namespaces; it is the cluster's administrator.",
    },
    {
        account: "volsync-system/volsync",
        resource: "secrets",
        namespaces: "every",
        why: "Each volume's repository has its passphrase beside it.",
    },
    {
        account: "volsync-system/volsync",
        resource: "persistentvolumeclaims",
        namespaces: "every",
        why: "It makes the volumes that restores are tried in.",
    },
];
