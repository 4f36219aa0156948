import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelKeys } from "../../../catalogue/labels";
import { edgeNamespace } from "./traefik";

/** The one Gateway and its one listener, which every route names. */
export const gatewayRef = {
    name: "house",
    namespace: edgeNamespace,
    sectionName: "websecure",
} as const;

export interface GatewayArgs {
    readonly domain: string;
    /** Secret of type kubernetes.io/tls in the gateway's namespace. */
    readonly certificateSecret: string;
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
                        {
                            name: gatewayRef.sectionName,
                            // The proxy's own port; the service maps 443 to it.
                            port: 8443,
                            protocol: "HTTPS",
                            hostname: `*.${args.domain}`,
                            tls: {
                                mode: "Terminate",
                                certificateRefs: [{ kind: "Secret", name: args.certificateSecret }],
                            },
                            allowedRoutes: {
                                namespaces: {
                                    from: "Selector",
                                    selector: {
                                        matchExpressions: [
                                            { key: labelKeys.reach, operator: "Exists" },
                                        ],
                                    },
                                },
                            },
                        },
                    ],
                },
            },
            { parent: this, dependsOn: [gatewayClass, tlsOption] },
        );
        this.ready = [gateway];
        this.registerOutputs({ domain: args.domain });
    }
}
