import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { gatewayRef, tunnelRef } from "./gateway";

export interface RouteArgs {
    readonly namespace: string;
    readonly hostname: string;
    readonly service: string;
    readonly port: number;
    /** Whether the tunnel from outside leads to it, too. @default false */
    readonly outside?: boolean;
}

/** Sends requests for one host name from the gateway to one service. */
export function route(
    name: string,
    args: RouteArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
        `${name}-route`,
        {
            apiVersion: "gateway.networking.k8s.io/v1",
            kind: "HTTPRoute",
            metadata: { name, namespace: args.namespace },
            spec: {
                parentRefs: [{ ...gatewayRef }, ...(args.outside ? [{ ...tunnelRef }] : [])],
                hostnames: [args.hostname],
                rules: [{ backendRefs: [{ name: args.service, port: args.port }] }],
            },
        },
        opts,
    );
}
