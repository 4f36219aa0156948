import type * as pulumi from "@pulumi/pulumi";
import { poolMetricsPort } from "../../../catalogue/metric-jobs";
import { hostEgress } from "../network";
import { networkPolicy, type Peer, type TrafficRule } from "../network-policy";
import { podService } from "../pod-service";
import {
    auditPods,
    collectorPods,
    gatewayMetricsPort,
    nodeWatchNamespace,
    observabilityNamespace,
    pushPort,
    veleroMetricsPort,
    veleroNamespace,
    volsyncMetricsPort,
    volsyncNamespace,
} from "./names";
import type { AppMetrics } from "./metrics-pipeline";
import type { GrafanaCloud } from "./pipeline";

/** Whom the collector asks, and whom it tells. */
export interface CollectorWaysArgs {
    readonly grafanaCloud: GrafanaCloud;
    readonly nodes: readonly { readonly ip: string; readonly role: string }[];
    readonly apiServer: Peer;
    readonly gateway: {
        readonly pods: Readonly<Record<string, string>>;
        readonly namespace: string;
    };
    readonly apps: readonly AppMetrics[];
}

/** Whom the collector asks, who pushes to it, and the two hosts it pushes to. */
export function collectorWays(
    args: CollectorWaysArgs,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const inside = { namespace: observabilityNamespace, pods: collectorPods };
    const { grafanaCloud, gateway } = args;
    const urls = [grafanaCloud.metricsUrl, grafanaCloud.logsUrl].map((url) => new URL(url));
    return [
        networkPolicy(
            "collector",
            {
                ...inside,
                ingress: [
                    {
                        peers: [{ pods: auditPods, namespace: nodeWatchNamespace }],
                        ports: [pushPort],
                    },
                ],
                egress: asked(args),
            },
            opts,
        ),
        networkPolicy(
            "metrics",
            {
                namespace: gateway.namespace,
                pods: gateway.pods,
                ingress: [{ peers: [inside], ports: [gatewayMetricsPort] }],
            },
            opts,
        ),
        hostEgress(
            "collector",
            {
                ...inside,
                hosts: [...new Map(urls.map((url) => [url.host, url])).values()].map((url) => ({
                    name: url.hostname,
                    port: Number(url.port || "443"),
                })),
            },
            opts,
        ),
        podService(
            "collector",
            {
                namespace: observabilityNamespace,
                pods: collectorPods,
                spec: { ports: [{ name: "push", port: pushPort, targetPort: pushPort }] },
            },
            opts,
        ),
    ];
}

/** Everything that has metrics. */
function asked(args: CollectorWaysArgs): TrafficRule[] {
    const addresses = (nodes: CollectorWaysArgs["nodes"]) => nodes.map(({ ip }) => `${ip}/32`);
    return [
        { peers: [args.apiServer], ports: [6443] },
        { peers: [{ cidrs: addresses(args.nodes) }], ports: [9100, 10250] },
        {
            peers: [
                {
                    cidrs: addresses(args.nodes.filter(({ role }) => role === "controlplane")),
                },
            ],
            ports: [2381],
        },
        {
            peers: [{ pods: { "app.kubernetes.io/name": "kube-state-metrics" } }],
            ports: [8080],
        },
        {
            peers: [{ pods: { "app.kubernetes.io/name": "proxmox-exporter" } }],
            ports: [9221],
        },
        {
            peers: [{ podsWith: ["cnpg.io/cluster"], namespacesWith: {} }],
            ports: [9187],
        },
        {
            peers: [{ podsWith: ["cnpg.io/poolerName"], namespacesWith: {} }],
            ports: [poolMetricsPort],
        },
        { peers: [args.gateway], ports: [gatewayMetricsPort] },
        { peers: [{ pods: {}, namespace: veleroNamespace }], ports: [veleroMetricsPort] },
        { peers: [{ pods: {}, namespace: volsyncNamespace }], ports: [volsyncMetricsPort] },
        ...args.apps.map(({ app, podLabels, port }) => ({
            peers: [{ pods: podLabels, namespace: app }],
            ports: [port],
        })),
    ];
}
