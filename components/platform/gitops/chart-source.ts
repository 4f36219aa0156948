import type { ChartRef } from "../../../catalogue/chart";

/** The Git repository that charts of this repository are taken from. */
export interface GitRepository {
    readonly repository: string;
    readonly revision: string;
}

/** Where Argo CD finds a chart. */
export interface ChartSource {
    readonly repoURL: string;
    readonly targetRevision: string;
    /** Name in a chart repository. */
    readonly chart?: string;
    /** Folder in Git, or in an OCI artifact. */
    readonly path?: string;
}

/**
 * The chart of a release, as Argo CD is told of it: by name in a chart repository, as an OCI
 * artifact, or as a folder of the Git repository when it is one of our own.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function chartSource(ref: ChartRef, git: GitRepository): ChartSource {
    if (ref.chart.startsWith("./")) {
        return {
            repoURL: git.repository,
            targetRevision: git.revision,
            path: ref.chart.slice("./".length),
        };
    }
    return ref.repository === undefined
        ? { repoURL: ref.chart, targetRevision: ref.version, path: "." }
        : { repoURL: ref.repository, targetRevision: ref.version, chart: ref.chart };
}

/** Host that Argo CD calls to fetch a source. */
export function hostOf(source: Pick<ChartSource, "repoURL">): string {
    return new URL(source.repoURL.replace(/^oci:/, "https:")).hostname;
}
