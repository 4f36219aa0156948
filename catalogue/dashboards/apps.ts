import { type Dashboard, panel } from "./dashboard";

/** How apps answer, what they take, and what they say. */
export const appsDashboard: Dashboard = {
    uid: "homelab-apps",
    title: "Apps",
    panels: [
        panel(
            "Slowest twentieth of requests",
            "s",
            "histogram_quantile(0.95, sum by (le, service) (rate(traefik_service_request_duration_seconds_bucket[5m])))",
            "{{service}}",
        ),
        panel(
            "Requests",
            "reqps",
            "sum by (service, code) (rate(traefik_service_requests_total[5m]))",
            "{{service}} {{code}}",
        ),
        panel(
            "Open connections at the gateway",
            "short",
            "sum by (entrypoint) (traefik_open_connections)",
            "{{entrypoint}}",
        ),
        panel(
            "Processors",
            "short",
            "sum by (namespace) (rate(container_cpu_usage_seconds_total[5m]))",
            "{{namespace}}",
        ),
        panel(
            "Memory",
            "bytes",
            "sum by (namespace) (container_memory_working_set_bytes)",
            "{{namespace}}",
        ),
        panel(
            "Restarts in an hour",
            "short",
            "sum by (namespace, container) (increase(kube_pod_container_status_restarts_total[1h]))",
            "{{namespace}} {{container}}",
        ),
        {
            title: "Log volume",
            unit: "Bps",
            of: "logs",
            queries: [
                {
                    expression: 'sum by (namespace) (bytes_rate({namespace!=""}[5m]))',
                    legend: "{{namespace}}",
                },
            ],
        },
        {
            title: "Logs",
            unit: "none",
            of: "logs",
            shown: "lines",
            queries: [{ expression: '{namespace!=""}', legend: "" }],
        },
    ],
};
