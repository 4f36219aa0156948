import type { HomelabConfig } from "../../../config/schema";
import { auditPipeline, logsPipeline } from "./logs-pipeline";
import { metricsPipeline, type MetricsPipelineArgs } from "./metrics-pipeline";
import { tokenFolder } from "./names";
import { type Block, block, component, river } from "./river";

export type GrafanaCloud = NonNullable<HomelabConfig["observability"]["grafanaCloud"]>;

export interface PipelineArgs {
    readonly cluster: string;
    readonly grafanaCloud: GrafanaCloud;
    readonly metrics: MetricsPipelineArgs;
    /** Namespaces whose pods' logs may leave the house. */
    readonly logsOf: readonly string[];
}

/** Key of the push token in its Secret. */
export const tokenKey = "token";

/** The whole pipeline in River: the one definition that both collectors run. */
export function pipeline(args: PipelineArgs): string {
    const { cluster, grafanaCloud } = args;
    return river([
        ...metricsPipeline(args.metrics),
        ...logsPipeline(args.logsOf),
        sink("prometheus.remote_write", cluster, grafanaCloud.metricsUrl, grafanaCloud.metricsUser),
        sink("loki.write", cluster, grafanaCloud.logsUrl, grafanaCloud.logsUser),
    ]);
}

/** What runs beside an API server, in River. */
export function auditReaderPipeline(collector: string): string {
    return river(auditPipeline(collector));
}

function sink(kind: string, cluster: string, url: string, username: string): Block {
    return component(kind, "grafana_cloud", { external_labels: { object: { cluster } } }, [
        block("endpoint", { url }, [
            block("basic_auth", { username, password_file: `${tokenFolder}/${tokenKey}` }),
        ]),
    ]);
}
