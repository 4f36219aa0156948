import { type Dashboard, panel } from "./dashboard";

/** Hosts, nodes and what keeps the cluster's state. */
export const houseDashboard: Dashboard = {
    uid: "homelab-house",
    title: "House",
    panels: [
        panel("Targets that answer", "none", "sum by (job) (up)", "{{job}}"),
        panel(
            "Processors of nodes",
            "percentunit",
            '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
            "{{instance}}",
        ),
        panel("Load of nodes", "short", "node_load1", "{{instance}}"),
        panel(
            "Memory of nodes",
            "percentunit",
            "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
            "{{instance}}",
        ),
        panel(
            "Disks of nodes",
            "percentunit",
            "1 - node_filesystem_avail_bytes / node_filesystem_size_bytes",
            "{{instance}} {{mountpoint}}",
        ),
        {
            title: "Disk traffic of nodes",
            unit: "Bps",
            of: "metrics",
            queries: [
                {
                    expression: "sum by (instance) (rate(node_disk_read_bytes_total[5m]))",
                    legend: "{{instance}} read",
                },
                {
                    expression: "sum by (instance) (rate(node_disk_written_bytes_total[5m]))",
                    legend: "{{instance}} written",
                },
            ],
        },
        {
            title: "Network traffic of nodes",
            unit: "Bps",
            of: "metrics",
            queries: [
                {
                    expression: "sum by (instance) (rate(node_network_receive_bytes_total[5m]))",
                    legend: "{{instance}} in",
                },
                {
                    expression: "sum by (instance) (rate(node_network_transmit_bytes_total[5m]))",
                    legend: "{{instance}} out",
                },
            ],
        },
        panel("Pods on nodes", "short", "kubelet_running_pods", "{{instance}}"),
        panel("Processors of Proxmox", "percentunit", "pve_cpu_usage_ratio", "{{id}}"),
        panel(
            "Memory of Proxmox",
            "percentunit",
            "pve_memory_usage_bytes / pve_memory_size_bytes",
            "{{id}}",
        ),
        panel("Size of etcd", "bytes", "etcd_mvcc_db_total_size_in_bytes", "{{instance}}"),
        {
            title: "etcd waits for its disk",
            unit: "s",
            of: "metrics",
            queries: [
                {
                    expression:
                        "histogram_quantile(0.99, sum by (le, instance) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[15m])))",
                    legend: "{{instance}} log",
                },
                {
                    expression:
                        "histogram_quantile(0.99, sum by (le, instance) (rate(etcd_disk_backend_commit_duration_seconds_bucket[15m])))",
                    legend: "{{instance}} commit",
                },
            ],
        },
    ],
};
