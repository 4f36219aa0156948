import type { ChartRef } from "../catalogue/chart";
import { secretMarker } from "../shared/secret-marker";

/** A chart that is installed, and its values. */
export interface Release {
    readonly name: string;
    readonly namespace: string;
    readonly chart: ChartRef;
    readonly values: object;
    /** Who installs it. */
    readonly by: "Pulumi" | "Argo CD";
}

/** A resource as a program registers it. */
export interface Registered {
    readonly type: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

type Tree = Readonly<Record<string, unknown>>;

/** Every release of a program, those that Argo CD installs included, in their order. */
export function releasesOf(resources: readonly Registered[]): readonly Release[] {
    return resources.flatMap(({ type, inputs }) => {
        switch (type) {
            case "kubernetes:helm.sh/v3:Release":
                return [ofHelm(unwrapped(inputs) as Tree)];
            case "kubernetes:argoproj.io/v1alpha1:Application":
                return [ofArgoCd(unwrapped(inputs) as Tree)];
            default:
                return [];
        }
    });
}

/**
 * Versions and kinds of the Kubernetes API that a program's own objects are of: a chart may ask
 * whether the cluster knows them.
 */
export function apiVersionsOf(resources: readonly Registered[]): readonly string[] {
    const versions = resources.flatMap(({ type }) => {
        const [, group = "", version, kind] =
            /^kubernetes:([^/]+)\/(v[^:]+):(.+)$/.exec(type) ?? [];
        // Kubernetes' own groups have no dot, but for those below k8s.io; Helm knows them all.
        return group.includes(".") && group !== "helm.sh"
            ? [`${group}/${version ?? ""}`, `${group}/${version ?? ""}/${kind ?? ""}`]
            : [];
    });
    return [...new Set(versions)].sort();
}

function ofHelm(inputs: Tree): Release {
    const { name, namespace, chart, version, repositoryOpts, values } = inputs as {
        name: string;
        namespace: string;
        chart: string;
        version: string;
        repositoryOpts?: { repo?: `https://${string}` };
        values?: object;
    };
    const repository = repositoryOpts?.repo;
    return {
        name,
        namespace,
        chart: { chart, version, ...(repository !== undefined && { repository }) },
        values: values ?? {},
        by: "Pulumi",
    };
}

/** An Argo CD Application, which names a chart in a repository, an OCI artifact or a folder in Git. */
function ofArgoCd(inputs: Tree): Release {
    const { source, destination } = inputs["spec"] as {
        source: {
            repoURL: string;
            targetRevision: string;
            chart?: string;
            path?: string;
            helm: { releaseName: string; valuesObject: object };
        };
        destination: { namespace: string };
    };
    const { repoURL, targetRevision, helm } = source;
    return {
        name: helm.releaseName,
        namespace: destination.namespace,
        chart: chartOf(repoURL, targetRevision, source),
        values: helm.valuesObject,
        by: "Argo CD",
    };
}

function chartOf(
    repoURL: string,
    version: string,
    { chart, path }: { chart?: string; path?: string },
): ChartRef {
    if (chart !== undefined) {
        return { chart, version, repository: repoURL as `https://${string}` };
    }
    return path === undefined || path === "."
        ? { chart: repoURL, version }
        : { chart: `./${path}`, version };
}

/** Takes the markers of secrets away. */
export function unwrapped(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(unwrapped);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const tree = value as Tree;
    return tree[secretMarker.key] === undefined
        ? Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, unwrapped(item)]))
        : unwrapped(tree["value"]);
}
