import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { deliveredKinds } from "./argo-cd-values";
import type { ChartSource } from "./chart-source";

/** Namespace of Argo CD and of the objects that tell it what to deliver. */
export const gitopsNamespace = "argocd";

const projectName = "apps";
const thisCluster = "https://kubernetes.default.svc";

/** Limits deliveries to the named sources and namespaces, and to the kinds apps are made of. */
export function deliveryProject(
    apps: readonly { readonly name: string; readonly source: ChartSource }[],
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    const spec = {
        description: "Apps of the house, each in its own namespace",
        sourceRepos: [...new Set(apps.map(({ source }) => source.repoURL))],
        destinations: apps.map(({ name }) => ({ server: thisCluster, namespace: name })),
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: Object.entries(deliveredKinds).flatMap(([group, kinds]) =>
            kinds.map((kind) => ({ group, kind })),
        ),
    };
    return project("argocd-project", { name: projectName }, spec, opts);
}

/**
 * Takes the project over that Argo CD makes for itself, where an Application is put that names none
 * and which allows every source, place and kind: it allows nothing.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project
 */
export function closedDefaultProject(
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    // It is there already, written by Argo CD, and the same fields are ours from now on.
    const annotations = { "pulumi.com/patchForce": "true" };
    const spec = {
        description: "Nothing: every app names its project",
        sourceRepos: [],
        destinations: [],
        clusterResourceWhitelist: [],
        namespaceResourceBlacklist: [{ group: "*", kind: "*" }],
    };
    return project("argocd-default-project", { name: "default", annotations }, spec, opts);
}

function project(
    resource: string,
    metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> },
    spec: object,
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
        resource,
        {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "AppProject",
            metadata: { ...metadata, namespace: gitopsNamespace },
            spec,
        },
        opts,
    );
}

export interface DeliveryArgs {
    readonly source: ChartSource;
    readonly namespace: string;
    /** Plain values, known at preview. */
    readonly values: object;
    /** Whether objects that leave the chart are deleted; off where the app holds data. */
    readonly prune: boolean;
}

/**
 * Hands an app's chart and values to Argo CD, which undoes changes made by hand. Claims, databases,
 * credentials and policies are not part of the chart and stay with this program.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/
 */
export function delivery(
    name: string,
    args: DeliveryArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    const { repoURL, targetRevision, chart, path } = args.source;
    return new k8s.apiextensions.CustomResource(
        name,
        {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Application",
            metadata: { name, namespace: gitopsNamespace },
            spec: {
                project: projectName,
                source: {
                    repoURL,
                    targetRevision,
                    ...(chart !== undefined && { chart }),
                    ...(path !== undefined && { path }),
                    helm: { releaseName: name, valuesObject: { ...args.values } },
                },
                destination: { server: thisCluster, namespace: args.namespace },
                syncPolicy: {
                    automated: { prune: args.prune, selfHeal: true },
                    syncOptions: [
                        "CreateNamespace=false",
                        "ServerSideApply=true",
                        ...(args.prune ? [] : ["Delete=false"]),
                    ],
                    retry: {
                        limit: 5,
                        backoff: { duration: "10s", factor: 2, maxDuration: "5m" },
                    },
                },
            },
        },
        opts,
    );
}
