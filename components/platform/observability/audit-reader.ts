import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { serviceAddress } from "../../../catalogue/service-address";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { networkPolicy } from "../network-policy";
import { collectorCharts, type CollectorName, collectorValues } from "./collector-chart";
import { auditFolder } from "./logs-pipeline";
import {
    auditPods,
    collectorPods,
    nodeWatchNamespace,
    observabilityNamespace,
    pushPort,
} from "./names";
import { auditReaderPipeline } from "./pipeline";
import { checksumOf, pipelineMap } from "./pipeline-map";

/**
 * The same collector beside each API server: reads the audit log and hands it to the one that may
 * push. It has no token, and no way out of the cluster.
 */
export function auditReader(collector: CollectorName, inside: pulumi.CustomResourceOptions): void {
    const text = auditReaderPipeline(serviceAddress("collector", observabilityNamespace));
    const config = pipelineMap("audit-reader", nodeWatchNamespace, text, inside);
    const account = new k8s.core.v1.ServiceAccount(
        "audit-reader",
        {
            metadata: { name: "audit-reader", namespace: nodeWatchNamespace },
            automountServiceAccountToken: false,
        },
        inside,
    );
    const way = networkPolicy(
        "audit-reader",
        {
            namespace: nodeWatchNamespace,
            pods: auditPods,
            egress: [
                {
                    peers: [{ pods: collectorPods, namespace: observabilityNamespace }],
                    ports: [pushPort],
                },
            ],
        },
        inside,
    );
    chartRelease(
        `${collector}-audit`,
        {
            chart: collectorCharts[collector],
            namespace: nodeWatchNamespace,
            values: collectorValues({
                collector,
                kind: "daemonset",
                serviceAccount: "audit-reader",
                configMap: "audit-reader",
                checksum: checksumOf(text),
                pods: auditPods,
                mount: {
                    path: auditFolder,
                    volume: { hostPath: { path: auditFolder, type: "DirectoryOrCreate" } },
                },
                onControlPlanes: true,
                resources: platformPods.collector.audit.containers.collector,
            }),
        },
        { ...inside, dependsOn: [config, account, way] },
    );
}
