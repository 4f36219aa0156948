/** Namespace of the collector and of what it asks. */
export const observabilityNamespace = "observability";

/** Namespace of what must see the nodes themselves. */
export const nodeWatchNamespace = "observability-nodes";

/** Pods of the collector, whichever it is. */
export const collectorPods = { "app.kubernetes.io/component": "collector" } as const;

/** Where the collector listens for what pods on other nodes read. */
export const pushPort = 3100;

/** Folder of the tokens in the collector's pods. */
export const tokenFolder = "/etc/grafana-cloud";

/** Pods that read the API servers' audit log. */
export const auditPods = { "app.kubernetes.io/component": "audit-reader" } as const;

/** Port on which the gateway shows its metrics, in its chart. */
export const gatewayMetricsPort = 9100;

/** Where those who make copies show how they are doing. */
export const veleroNamespace = "velero";
export const veleroMetricsPort = 8085;
export const volsyncNamespace = "volsync-system";
export const volsyncMetricsPort = 8443;
