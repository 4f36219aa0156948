import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelKeys } from "../../../catalogue/labels";
import { chartRelease } from "../chart";
import { networkPolicy, type Peer } from "../network-policy";

const chart = {
    chart: "traefik",
    repository: "https://traefik.github.io/charts",
    version: "41.3.0",
} as const;

/** Namespace of the gateway; its pods are the only way in from outside. */
export const edgeNamespace = "traefik";

/** Pods of the gateway, as the chart labels them. */
export const edgePods = { "app.kubernetes.io/name": "traefik" } as const;

/** The keys of the chart that are set; see its values.yaml. */
interface TraefikValues {
    readonly deployment: { readonly replicas: number };
    readonly global: {
        readonly checkNewVersion: false;
        readonly sendAnonymousUsage: false;
    };
    readonly api: { readonly dashboard: false };
    readonly ingressRoute?: never;
    readonly ingressClass: { readonly enabled: false };
    /** The service, gateway and TLS options are resources of their own, where policies see them. */
    readonly service: { readonly enabled: false };
    readonly gateway: { readonly enabled: false };
    readonly gatewayClass: { readonly enabled: false };
    readonly providers: {
        /** Must be on, or the TLS option named default is never read. */
        readonly kubernetesCRD: {
            readonly enabled: true;
            readonly defaultTLSResourcesNamespace: string;
        };
        readonly kubernetesIngress: { readonly enabled: false };
        readonly kubernetesGateway: {
            readonly enabled: true;
            readonly statusAddress: {
                readonly service: {
                    readonly enabled: true;
                    readonly name: string;
                    readonly namespace: string;
                };
            };
        };
    };
    readonly ports: {
        readonly web: {
            readonly http: {
                readonly redirections: {
                    readonly entryPoint: {
                        readonly to: "websecure";
                        readonly scheme: "https";
                        readonly permanent: true;
                    };
                };
            };
        };
    };
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

const values: TraefikValues = {
    deployment: { replicas: 1 },
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    api: { dashboard: false },
    ingressClass: { enabled: false },
    service: { enabled: false },
    gateway: { enabled: false },
    gatewayClass: { enabled: false },
    providers: {
        kubernetesCRD: { enabled: true, defaultTLSResourcesNamespace: edgeNamespace },
        kubernetesIngress: { enabled: false },
        kubernetesGateway: {
            enabled: true,
            statusAddress: {
                service: { enabled: true, name: "traefik", namespace: edgeNamespace },
            },
        },
    },
    ports: {
        web: {
            http: {
                redirections: {
                    entryPoint: { to: "websecure", scheme: "https", permanent: true },
                },
            },
        },
    },
    resources: { requests: { cpu: "50m", memory: "96Mi" }, limits: { memory: "256Mi" } },
};

export interface TraefikArgs {
    readonly apiServer: Peer;
    /** LAN address of the gateway. */
    readonly address: string;
}

/** Traefik itself: the proxy, its one LoadBalancer service, and who may talk to it. */
export class Traefik extends pulumi.ComponentResource {
    readonly release: pulumi.Resource;

    constructor(name: string, args: TraefikArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Traefik", name, args, opts);

        const allowed = networkPolicy(
            "gateway",
            {
                namespace: edgeNamespace,
                pods: edgePods,
                ingress: [{ ports: [8000, 8443] }],
                egress: [
                    { peers: [args.apiServer], ports: [6443] },
                    // Which pods and ports it reaches is each app's own policy to say.
                    { peers: [{ namespacesWithKey: labelKeys.reach }], ports: [] },
                ],
            },
            { parent: this },
        );
        const service = new k8s.core.v1.Service(
            `${name}-service`,
            {
                metadata: {
                    name: "traefik",
                    namespace: edgeNamespace,
                    annotations: { "lbipam.cilium.io/ips": args.address },
                },
                spec: {
                    type: "LoadBalancer",
                    // Keeps the caller's address, which access logs and allow-lists need.
                    externalTrafficPolicy: "Local",
                    selector: { ...edgePods },
                    ports: [
                        { name: "web", port: 80, targetPort: 8000, protocol: "TCP" },
                        { name: "websecure", port: 443, targetPort: 8443, protocol: "TCP" },
                    ],
                },
            },
            { parent: this },
        );
        this.release = chartRelease(
            name,
            { chart, namespace: edgeNamespace, values },
            { parent: this, dependsOn: [allowed, service] },
        );
        this.registerOutputs({ address: args.address });
    }
}
