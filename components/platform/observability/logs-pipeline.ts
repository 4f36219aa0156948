import { lineRate, longestLine } from "../../../catalogue/metric-jobs";
import { pushPort } from "./names";
import { redactions } from "./redactions";
import { type Block, block, component, ref } from "./river";

/** Folder in which Talos' API servers write their audit log. */
export const auditFolder = "/var/log/audit/kube";

/** What of the room for logs each source may take at most. */
const shares = { pods: 0.6, events: 0.15, audit: 0.25 } as const;

/**
 * Components that read logs and hand them on: those of pods, only of the namespaces named; the
 * cluster's events; what the API servers note about who changed what.
 *
 * @param namespaces whose pods' logs may leave the house.
 */
export function logsPipeline(namespaces: readonly string[]): Block[] {
    const receiver = (source: string) => [ref(`loki.process.${source}.receiver`)];
    return [
        ...(namespaces.length === 0 ? [] : podLogs(namespaces)),
        component("loki.source.kubernetes_events", "events", {
            job_name: "events",
            log_format: "logfmt",
            forward_to: receiver("events"),
        }),
        // A failed probe quotes what the app answered.
        cleaned("events", [block("stage.drop", { expression: "reason=Unhealthy" })]),
        component("loki.source.api", "audit", { forward_to: receiver("audit") }, [
            block("http", { listen_address: "0.0.0.0", listen_port: pushPort }),
        ]),
        cleaned("audit", []),
    ];
}

function podLogs(namespaces: readonly string[]): Block[] {
    const rule = (source: string, target: string) =>
        block("rule", {
            source_labels: [`__meta_kubernetes_${source}`],
            target_label: target,
        });
    return [
        component(
            "discovery.relabel",
            "pod_logs",
            { targets: ref("discovery.kubernetes.pods.targets") },
            [
                block("rule", {
                    source_labels: ["__meta_kubernetes_namespace"],
                    regex: [...namespaces].sort().join("|"),
                    action: "keep",
                }),
                rule("namespace", "namespace"),
                rule("pod_label_app_kubernetes_io_name", "app"),
                rule("pod_container_name", "container"),
            ],
        ),
        component("loki.source.kubernetes", "pods", {
            targets: ref("discovery.relabel.pod_logs.output"),
            forward_to: [ref("loki.process.pods.receiver")],
        }),
        // Which pod it was stays out of the labels: each new pod would be a new stream.
        cleaned("pods", [block("stage.label_keep", { values: ["namespace", "app", "container"] })]),
    ];
}

/** What every line passes: redaction, a longest length, and a rate that fits the free tier. */
function cleaned(source: keyof typeof shares, first: readonly Block[]): Block {
    return component(
        "loki.process",
        source,
        { forward_to: [ref("loki.write.grafana_cloud.receiver")] },
        [
            ...first,
            ...redactions.map(({ expression }) =>
                block("stage.replace", { expression, replace: "(redacted)" }),
            ),
            block("stage.replace", { expression: "(?s)^.{1000}(.+)$", replace: "..." }),
            block("stage.drop", { longer_than: `${longestLine}B` }),
            block("stage.limit", {
                rate: lineRate(shares[source]),
                // A minute's worth at once: what starts or fails is chatty for a moment.
                burst: Math.floor(lineRate(shares[source]) * 60),
                drop: true,
            }),
        ],
    );
}

/** Reads the API server's audit log of one node, and hands on who changed what. */
export function auditPipeline(collector: string): Block[] {
    return [
        component("local.file_match", "audit", {
            path_targets: [{ object: { __path__: `${auditFolder}/*.log`, job: "audit" } }],
        }),
        component("loki.source.file", "audit", {
            targets: ref("local.file_match.audit.targets"),
            tail_from_end: true,
            forward_to: [ref("loki.process.audit.receiver")],
        }),
        component("loki.process", "audit", { forward_to: [ref("loki.write.collector.receiver")] }, [
            block("stage.json", {
                expressions: {
                    object: {
                        stage: "stage",
                        user: "user.username",
                        verb: "verb",
                        resource: "objectRef.resource",
                    },
                },
            }),
            block("stage.drop", { source: "stage", expression: "^(RequestReceived|Panic)$" }),
            // Machines read all day, and renew what says that they live.
            block("stage.drop", {
                source: "user,verb",
                expression: "^system:[^;]*;(get|list|watch)$",
            }),
            block("stage.drop", {
                source: "resource",
                expression: "^(leases|events|tokenreviews|subjectaccessreviews)$",
            }),
            block("stage.label_drop", { values: ["filename"] }),
        ]),
        component("loki.write", "collector", {}, [
            block("endpoint", { url: `http://${collector}:${pushPort}/loki/api/v1/push` }),
        ]),
    ];
}
