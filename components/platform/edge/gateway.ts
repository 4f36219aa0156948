import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelKeys } from "../../../catalogue/labels";
import { edgeNamespace, tunnelEntry } from "./traefik";

/** The one Gateway and the listener for the house, which every route names. */
export const gatewayRef = {
    name: "house",
    namespace: edgeNamespace,
    sectionName: "websecure",
} as const;

/** The listener for the tunnel, which routes of apps name that are reached from outside. */
export const tunnelRef = { ...gatewayRef, sectionName: tunnelEntry.name } as const;

export interface GatewayArgs {
    readonly domain: string;
    /** Secret of type kubernetes.io/tls in the gateway's namespace. */
    readonly certificateSecret: string;
    /** Whether a tunnel leads in from outside. */
    readonly tunnel: boolean;
}

/**
 * The house's front door: HTTPS only, TLS 1.3 only. Gateway listeners cannot choose TLS options,
 * so the option named `default` holds for all of them, and there must be exactly one.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/tls/tls-options/
 */
export class Gateway extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: GatewayArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Gateway", name, args, opts);

        const tlsOption = new k8s.apiextensions.CustomResource(
            `${name}-tls`,
            {
                apiVersion: "traefik.io/v1alpha1",
                kind: "TLSOption",
                metadata: { name: "default", namespace: edgeNamespace },
                spec: { minVersion: "VersionTLS13", sniStrict: true },
            },
            { parent: this },
        );
        const gatewayClass = new k8s.apiextensions.CustomResource(
            `${name}-class`,
            {
                apiVersion: "gateway.networking.k8s.io/v1",
                kind: "GatewayClass",
                metadata: { name: "traefik" },
                spec: { controllerName: "traefik.io/gateway-controller" },
            },
            { parent: this },
        );
        const gateway = new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "gateway.networking.k8s.io/v1",
                kind: "Gateway",
                metadata: { name: gatewayRef.name, namespace: edgeNamespace },
                spec: {
                    gatewayClassName: "traefik",
                    listeners: [
                        // The proxy's own port; the service maps 443 to it.
                        listener(args, gatewayRef.sectionName, 8443, {
                            matchExpressions: [{ key: labelKeys.reach, operator: "Exists" }],
                        }),
                        // Whatever the tunnel is told at Cloudflare, it comes to no other apps.
                        ...(args.tunnel
                            ? [
                                  listener(args, tunnelEntry.name, tunnelEntry.port, {
                                      matchLabels: { [labelKeys.reach]: "external" },
                                  }),
                              ]
                            : []),
                    ],
                },
            },
            { parent: this, dependsOn: [gatewayClass, tlsOption] },
        );
        this.ready = [gateway];
        this.registerOutputs({ domain: args.domain });
    }
}

/** One way in, for routes of the namespaces that a selector finds. */
function listener(args: GatewayArgs, name: string, port: number, selector: object) {
    return {
        name,
        port,
        protocol: "HTTPS",
        hostname: `*.${args.domain}`,
        tls: {
            mode: "Terminate",
            certificateRefs: [{ kind: "Secret", name: args.certificateSecret }],
        },
        allowedRoutes: { namespaces: { from: "Selector", selector } },
    };
}
