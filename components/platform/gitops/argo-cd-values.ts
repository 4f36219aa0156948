import { stringify } from "yaml";
import { platformPods } from "../../../catalogue/requests/platform-pods";

interface Resources {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
}

interface PolicyRule {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
}

interface Rights {
    readonly clusterRoleRules: { readonly enabled: true; readonly rules: readonly PolicyRule[] };
}

/** The keys of the chart argo-cd that are set; see its values.yaml. */
export interface ArgoCdValues {
    readonly crds: { readonly install: true; readonly keep: true };
    readonly global: {
        readonly domain: string;
        readonly networkPolicy: { readonly create: false };
        readonly securityContext: {
            readonly runAsNonRoot: true;
            readonly seccompProfile: { readonly type: "RuntimeDefault" };
        };
    };
    readonly configs: {
        readonly cm: {
            readonly "resource.inclusions": string;
            readonly "application.instanceLabelKey": string;
            readonly "statusbadge.enabled": false;
        };
        readonly params: { readonly "server.insecure": true };
        readonly secret: { readonly createSecret: false };
    };
    readonly redisSecretInit: { readonly enabled: false };
    readonly dex: { readonly enabled: false };
    readonly notifications: { readonly enabled: false };
    readonly applicationSet: { readonly replicas: 0; readonly resources: Resources };
    readonly controller: Rights & { readonly resources: Resources };
    readonly server: Rights & { readonly resources: Resources };
    readonly repoServer: { readonly resources: Resources };
    readonly redis: {
        readonly serviceAccount: {
            readonly create: true;
            readonly automountServiceAccountToken: false;
        };
        readonly resources: Resources;
    };
}

/** Kinds that apps' charts consist of, by API group: all that Argo CD may see and change. */
export const deliveredKinds: Readonly<Record<string, readonly string[]>> = {
    "": ["ConfigMap", "Service", "ServiceAccount"],
    apps: ["Deployment", "StatefulSet", "DaemonSet"],
};

/** What grows out of those; seen, so that health can be told, and never changed. */
const grownKinds: Readonly<Record<string, readonly string[]>> = {
    "": ["Pod", "Event"],
    apps: ["ReplicaSet", "ControllerRevision"],
};

const inclusions = Object.entries(deliveredKinds).map(([group, kinds]) => ({
    apiGroups: [group],
    kinds: [...kinds, ...(grownKinds[group] ?? []).filter((kind) => kind !== "Event")],
    clusters: ["*"],
}));

function plural(kind: string): string {
    return `${kind.toLowerCase()}s`;
}

function rights(
    kinds: Readonly<Record<string, readonly string[]>>,
    verbs: readonly string[],
): PolicyRule[] {
    return Object.entries(kinds).map(([group, names]) => ({
        apiGroups: [group],
        resources: names.map(plural),
        verbs,
    }));
}

/**
 * Argo CD with no more rights than its work takes: it neither reads Secrets of the apps nor touches
 * claims, policies or anything else that this program owns.
 */
export function argoCdValues(hostname: string): ArgoCdValues {
    const { gitops } = platformPods;
    return {
        crds: { install: true, keep: true },
        global: {
            domain: hostname,
            networkPolicy: { create: false },
            securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        },
        configs: {
            cm: {
                "resource.inclusions": stringify(inclusions),
                // Helm's own label stays as the chart sets it.
                "application.instanceLabelKey": "argocd.argoproj.io/instance",
                "statusbadge.enabled": false,
            },
            // The gateway ends TLS.
            params: { "server.insecure": true },
            secret: { createSecret: false },
        },
        redisSecretInit: { enabled: false },
        dex: { enabled: false },
        notifications: { enabled: false },
        applicationSet: { replicas: 0, resources: gitops.applicationSet.containers.controller },
        controller: {
            clusterRoleRules: {
                enabled: true,
                rules: [
                    ...rights(deliveredKinds, [
                        "get",
                        "list",
                        "watch",
                        "create",
                        "update",
                        "patch",
                        "delete",
                    ]),
                    ...rights(grownKinds, ["get", "list", "watch"]),
                    { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
                ],
            },
            resources: gitops.controller.containers.controller,
        },
        server: {
            clusterRoleRules: {
                enabled: true,
                rules: [
                    ...rights(deliveredKinds, ["get", "list", "watch"]),
                    ...rights(grownKinds, ["get", "list", "watch"]),
                    { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
                ],
            },
            resources: gitops.server.containers.server,
        },
        repoServer: { resources: gitops.repoServer.containers.repoServer },
        // An account of its own, that may do nothing.
        redis: {
            serviceAccount: { create: true, automountServiceAccountToken: false },
            resources: gitops.redis.containers.redis,
        },
    };
}
