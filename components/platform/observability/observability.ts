import * as pulumi from "@pulumi/pulumi";
import type { Alert } from "../../../catalogue/alerts";
import type { Dashboard } from "../../../catalogue/dashboards";
import { platformAsset } from "../../../catalogue/platform-assets";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import type { Peer } from "../network-policy";
import { SealedSecret } from "../secrets";
import { auditReader } from "./audit-reader";
import { collectorAccount } from "./collector-account";
import { collectorCharts, type CollectorName, collectorValues } from "./collector-chart";
import { collectorWays, type CollectorWaysArgs } from "./collector-ways";
import { Exporters } from "./exporters";
import { GrafanaPages } from "./grafana";
import {
    collectorPods,
    gatewayMetricsPort,
    nodeWatchNamespace,
    observabilityNamespace,
    tokenFolder,
} from "./names";
import { pipeline, tokenKey } from "./pipeline";
import { checksumOf, pipelineMap } from "./pipeline-map";
import { ProxmoxExporter, type ProxmoxExporterArgs } from "./proxmox-exporter";

/** Secret with the token that metrics and logs are pushed with. */
const tokenSecret = "grafana-cloud";

export interface ObservabilityArgs extends CollectorWaysArgs {
    readonly collector: CollectorName;
    /** Token that may push metrics and logs, and do nothing else. */
    readonly token: pulumi.Input<string>;
    readonly cluster: string;
    readonly dashboards: readonly Dashboard[];
    readonly alerts: readonly Alert[];
    /** E-mail addresses that hear of them. */
    readonly alertsTo: readonly string[];
    /** Namespaces whose pods' logs may leave the house. */
    readonly logsOf: readonly string[];
    /** Those of them that the owner names, whatever they hold; policies ask. */
    readonly namedByOwner: readonly string[];
    readonly proxmox: Omit<ProxmoxExporterArgs, "sealingCertificate"> & {
        /** Host that answers for all of Proxmox, with its port if it is not the usual one. */
        readonly host: string;
    };
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * What sees how the house is: exporters, and the collector that asks them and pushes what may leave
 * to Grafana Cloud. Without Grafana Cloud there is none of it.
 *
 * @see docs/seed/data-architecture.md, "Data Monitoring"
 */
export class Observability extends pulumi.ComponentResource {
    /** Pods that ask others for their metrics. */
    readonly collector: Peer = { pods: collectorPods, namespace: observabilityNamespace };

    constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
        const { collector, logsOf, namedByOwner } = args;
        super("homelab:platform:Observability", name, { collector, logsOf, namedByOwner }, opts);

        const home = new IsolatedNamespace(
            observabilityNamespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const atNodes = new IsolatedNamespace(
            nodeWatchNamespace,
            // Reading a node's own files takes host paths, which only privileged pods may mount.
            { classification: "internal", podSecurity: "privileged", protected: args.protected },
            { parent: this },
        );
        const dependsOn = [...home.ready, ...atNodes.ready];
        new Exporters("exporters", { apiServer: args.apiServer }, { parent: this, dependsOn });
        new ProxmoxExporter(
            "proxmox-exporter",
            { ...args.proxmox, sealingCertificate: args.sealingCertificate },
            { parent: this, dependsOn },
        );
        this.collect(args, dependsOn);
        auditReader(args.collector, { parent: this, dependsOn });
        if (args.grafanaCloud.grafanaUrl !== undefined) {
            new GrafanaPages("grafana-pages", args, { parent: this });
        }
        this.registerOutputs({ namespace: observabilityNamespace });
    }

    /** The collector: asks everything, hands on what may leave. */
    private collect(args: ObservabilityArgs, dependsOn: pulumi.Resource[]): void {
        const inside = { parent: this, dependsOn };
        const token = new SealedSecret(
            tokenSecret,
            {
                namespace: observabilityNamespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("grafana-cloud-token"),
                values: { [tokenKey]: args.token },
            },
            inside,
        );
        const text = pipeline({
            cluster: args.cluster,
            grafanaCloud: args.grafanaCloud,
            logsOf: args.logsOf,
            metrics: {
                apps: args.apps,
                traefik: { namespace: args.gateway.namespace, port: gatewayMetricsPort },
                proxmox: args.proxmox.host,
            },
        });
        const config = pipelineMap("collector", observabilityNamespace, text, inside);
        const account = collectorAccount(inside);
        const ways = collectorWays(args, inside);
        chartRelease(
            args.collector,
            {
                chart: collectorCharts[args.collector],
                namespace: observabilityNamespace,
                values: collectorValues({
                    collector: args.collector,
                    kind: "deployment",
                    serviceAccount: "collector",
                    configMap: "collector",
                    checksum: checksumOf(text),
                    pods: collectorPods,
                    mount: { path: tokenFolder, volume: { secret: { secretName: tokenSecret } } },
                    resources: platformPods.collector.main.containers.collector,
                }),
            },
            { parent: this, dependsOn: [token, config, ...account, ...ways] },
        );
    }
}
