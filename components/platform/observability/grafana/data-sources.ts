/** Data sources that every stack of Grafana Cloud has, by the ids that it gives them. */
export const dataSources = {
    metrics: { uid: "grafanacloud-prom", type: "prometheus" },
    logs: { uid: "grafanacloud-logs", type: "loki" },
} as const;
