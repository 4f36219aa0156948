import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ChartRef } from "../../catalogue/chart";

export interface ChartReleaseArgs<Values extends object> {
    readonly chart: ChartRef;
    /** Must exist; releases never create namespaces, so that none is without its policies. */
    readonly namespace: string;
    /** Plain values, known at preview; `Values` lists exactly the keys that are set. */
    readonly values: Values;
    /** Seconds until an installation counts as failed and is rolled back. @default 600 */
    readonly timeout?: number;
}

/**
 * The one door to Helm: every chart is a release at an exact version that either comes up whole or
 * is rolled back. The release is named like the resource.
 */
export function chartRelease<Values extends object>(
    name: string,
    args: ChartReleaseArgs<Values>,
    opts: pulumi.CustomResourceOptions,
): k8s.helm.v3.Release {
    const { chart, repository, version } = args.chart;
    return new k8s.helm.v3.Release(
        name,
        {
            name,
            chart,
            version,
            ...(repository !== undefined && { repositoryOpts: { repo: repository } }),
            namespace: args.namespace,
            createNamespace: false,
            values: { ...args.values },
            atomic: true,
            cleanupOnFail: true,
            timeout: args.timeout ?? 600,
            maxHistory: 5,
        },
        opts,
    );
}
