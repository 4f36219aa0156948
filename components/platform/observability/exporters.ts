import * as pulumi from "@pulumi/pulumi";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { networkPolicy, type Peer } from "../network-policy";
import { collectorPods, nodeWatchNamespace, observabilityNamespace } from "./names";

const repository = "https://prometheus-community.github.io/helm-charts";

const charts = {
    state: { chart: "kube-state-metrics", repository, version: "8.4.0" },
    node: { chart: "prometheus-node-exporter", repository, version: "4.56.1" },
} as const;

interface Resources {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
}

/** The keys of the chart that are set; see its values.yaml. */
interface KubeStateMetricsValues {
    readonly fullnameOverride: string;
    /** Kinds it may list: what metrics are kept of, and no Secret. */
    readonly collectors: readonly string[];
    readonly prometheusScrape: false;
    readonly resources: Resources;
}

/** The keys of the chart that are set; see its values.yaml. */
interface NodeExporterValues {
    readonly service: { readonly enabled: false };
    readonly tolerations: readonly { readonly operator: "Exists" }[];
    readonly extraArgs: readonly string[];
    readonly resources: Resources;
}

/** What turns the state of the cluster's objects, and of its nodes, into metrics. */
export class Exporters extends pulumi.ComponentResource {
    constructor(
        name: string,
        args: { readonly apiServer: Peer },
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("homelab:platform:Exporters", name, args, opts);

        this.stateOfObjects(args.apiServer);
        this.stateOfNodes();
        this.registerOutputs({});
    }

    private stateOfObjects(apiServer: Peer): void {
        const allowed = networkPolicy(
            "kube-state-metrics",
            {
                namespace: observabilityNamespace,
                pods: { "app.kubernetes.io/name": "kube-state-metrics" },
                ingress: [{ peers: [{ pods: collectorPods }], ports: [8080] }],
                egress: [{ peers: [apiServer], ports: [6443] }],
            },
            { parent: this },
        );
        chartRelease<KubeStateMetricsValues>(
            "kube-state-metrics",
            {
                chart: charts.state,
                namespace: observabilityNamespace,
                values: {
                    fullnameOverride: "kube-state-metrics",
                    collectors: [
                        "cronjobs",
                        "deployments",
                        "jobs",
                        "nodes",
                        "persistentvolumeclaims",
                        "pods",
                    ],
                    prometheusScrape: false,
                    resources: platformPods.exporters.state.containers.exporter,
                },
            },
            { parent: this, dependsOn: [allowed] },
        );
    }

    private stateOfNodes(): void {
        chartRelease<NodeExporterValues>(
            "prometheus-node-exporter",
            {
                chart: charts.node,
                namespace: nodeWatchNamespace,
                values: {
                    service: { enabled: false },
                    tolerations: [{ operator: "Exists" }],
                    // Pods' own mounts and links come and go, and cost series.
                    extraArgs: [
                        "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|var/lib/kubelet)($|/)",
                        "--collector.netclass.ignored-devices=^(veth|lxc|cilium).*$",
                        "--collector.netdev.device-exclude=^(veth|lxc|cilium).*$",
                        "--collector.diskstats.device-exclude=^(loop|ram|dm-|zram).*$",
                    ],
                    resources: platformPods.exporters.node.containers.exporter,
                },
            },
            { parent: this },
        );
    }
}
