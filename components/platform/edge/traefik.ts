import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelKeys } from "../../../catalogue/labels";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { networkPolicy, type Peer, type TrafficRule } from "../network-policy";
import { podService } from "../pod-service";

const chart = {
    chart: "traefik",
    repository: "https://traefik.github.io/charts",
    version: "41.3.0",
} as const;

/** Namespace of the gateway; its pods are the only way in from outside. */
export const edgeNamespace = "traefik";

/** Pods of the gateway, as the chart labels them. */
export const edgePods = { "app.kubernetes.io/name": "traefik" } as const;

/** The proxy's entry for the tunnel from outside, apart from the house's own. */
export const tunnelEntry = { name: "tunnel", port: 8444, service: "traefik-tunnel" } as const;

interface EntryPoint {
    readonly http: {
        readonly middlewares: readonly string[];
        readonly tls: { readonly enabled: true };
    };
    readonly forwardedHeaders?: { readonly trustedIPs: readonly string[] };
}

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
        readonly websecure: EntryPoint;
        readonly tunnel?: EntryPoint & {
            readonly port: number;
            readonly protocol: "TCP";
            readonly expose: { readonly default: false };
        };
    };
    readonly accessLog: {
        readonly enabled: true;
        readonly format: "json";
        readonly fields: {
            readonly headers: { readonly defaultMode: "drop" };
            readonly queryParameters: { readonly defaultMode: "drop" };
        };
    };
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

/** On every answer of every app. */
const securityHeaders = {
    stsSeconds: 365 * 24 * 60 * 60,
    contentTypeNosniff: true,
    customFrameOptionsValue: "SAMEORIGIN",
    referrerPolicy: "strict-origin-when-cross-origin",
    // What an app is made of is nobody's business.
    customResponseHeaders: { Server: "", "X-Powered-By": "" },
} as const;
const headersName = "security-headers";

const entryPoint = {
    http: {
        middlewares: [`${edgeNamespace}-${headersName}@kubernetescrd`],
        tls: { enabled: true },
    },
} as const;

const values: Omit<TraefikValues, "ports"> = {
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
    accessLog: {
        enabled: true,
        format: "json",
        // Both may hold what only the app may know.
        fields: { headers: { defaultMode: "drop" }, queryParameters: { defaultMode: "drop" } },
    },
    resources: platformPods.edge.gateway.containers.gateway,
};

export interface TraefikArgs {
    readonly apiServer: Peer;
    /** LAN address of the gateway. */
    readonly address: string;
    readonly podCidr: string;
    /** Ways to apps whose pods no policy can name, as they are in the nodes' own network. */
    readonly inNodes: readonly TrafficRule[];
    /** Pods through which callers come from outside; absent while nobody does. */
    readonly tunnel: Peer | undefined;
}

function portsOf({ tunnel, podCidr }: TraefikArgs): TraefikValues["ports"] {
    return {
        web: {
            http: {
                redirections: {
                    entryPoint: { to: "websecure", scheme: "https", permanent: true },
                },
            },
        },
        websecure: entryPoint,
        ...(tunnel && {
            tunnel: {
                ...entryPoint,
                port: tunnelEntry.port,
                protocol: "TCP",
                expose: { default: false },
                // Only the tunnel's pods get to this port, and they say truly who called them.
                forwardedHeaders: { trustedIPs: [podCidr] },
            },
        }),
    };
}

/** Traefik itself: the proxy, its one LoadBalancer service, and who may talk to it. */
export class Traefik extends pulumi.ComponentResource {
    /** Wait for these before a route. */
    readonly ready: pulumi.Resource[];

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
                    ...args.inNodes,
                ],
            },
            { parent: this },
        );
        const service = podService(
            name,
            {
                namespace: edgeNamespace,
                pods: edgePods,
                annotations: { "lbipam.cilium.io/ips": args.address },
                spec: {
                    type: "LoadBalancer",
                    // Keeps the caller's address, which access logs and allow-lists need.
                    externalTrafficPolicy: "Local",
                    ports: [
                        { name: "web", port: 80, targetPort: 8000, protocol: "TCP" },
                        { name: "websecure", port: 443, targetPort: 8443, protocol: "TCP" },
                    ],
                },
            },
            { parent: this },
        );
        const outside = args.tunnel ? this.tunnel(args.tunnel) : [];
        const release = chartRelease<TraefikValues>(
            name,
            {
                chart,
                namespace: edgeNamespace,
                values: { ...values, ports: portsOf(args) },
            },
            { parent: this, dependsOn: [allowed, service, ...outside] },
        );
        const headers = new k8s.apiextensions.CustomResource(
            `${name}-${headersName}`,
            {
                apiVersion: "traefik.io/v1alpha1",
                kind: "Middleware",
                metadata: { name: headersName, namespace: edgeNamespace },
                spec: { headers: securityHeaders },
            },
            { parent: this, dependsOn: [release] },
        );
        this.ready = [release, headers];
        this.registerOutputs({ address: args.address });
    }

    /** The entry for the tunnel: a service inside the cluster, and a way for its pods only. */
    private tunnel(pods: Peer): pulumi.Resource[] {
        const { service, port } = tunnelEntry;
        return [
            networkPolicy(
                "tunnel",
                {
                    namespace: edgeNamespace,
                    pods: edgePods,
                    ingress: [{ peers: [pods], ports: [port] }],
                },
                { parent: this },
            ),
            podService(
                service,
                {
                    namespace: edgeNamespace,
                    pods: edgePods,
                    spec: {
                        ports: [{ name: "https", port: 443, targetPort: port, protocol: "TCP" }],
                    },
                },
                { parent: this },
            ),
        ];
    }
}
