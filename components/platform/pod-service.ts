import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface PodServiceArgs {
    readonly namespace: string;
    /** Labels of the pods behind it. */
    readonly pods: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    /** All but what selects the pods. @default a ClusterIP of the cluster's choice */
    readonly spec: Omit<k8s.types.input.core.v1.ServiceSpec, "selector">;
}

/**
 * The one door to services, named like the resource. Nobody waits for pods behind one: those are
 * mostly made after it, and Pulumi's provider would hold them up for as long as it waited.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/await/service.go
 */
export function podService(
    name: string,
    { namespace, pods, annotations, spec }: PodServiceArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Service {
    return new k8s.core.v1.Service(
        name,
        {
            metadata: {
                name,
                namespace,
                annotations: { "pulumi.com/skipAwait": "true", ...annotations },
            },
            spec: { type: "ClusterIP", ...spec, selector: { ...pods } },
        },
        opts,
    );
}
