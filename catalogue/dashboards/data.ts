import { type Dashboard, now, panel } from "./dashboard";

const week = (metric: string) => `sum by (schedule) (increase(${metric}[7d]))`;
const succeeded = week("velero_backup_success_total");
const failed = week("velero_backup_failure_total");
const partly = week("velero_backup_partial_failure_total");

const claim = "{{namespace}} {{persistentvolumeclaim}}";

/** Room, growth and copies: the seed's list "Data Observability", as far as it is not databases. */
export const dataDashboard: Dashboard = {
    uid: "homelab-data",
    title: "Data",
    panels: [
        panel(
            "Use of volumes",
            "percentunit",
            "kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes",
            claim,
        ),
        panel("Free in volumes", "bytes", "kubelet_volume_stats_available_bytes", claim),
        panel(
            "Growth of volumes in a day",
            "bytes",
            "deriv(kubelet_volume_stats_used_bytes[1d]) * 86400",
            claim,
        ),
        now(
            panel(
                "Asked for by claims",
                "bytes",
                "sum by (namespace) (kube_persistentvolumeclaim_resource_requests_storage_bytes)",
                "{{namespace}}",
            ),
        ),
        now(
            panel(
                "Age of copies of namespaces",
                "dtdurations",
                "time() - max by (schedule) (velero_backup_last_successful_timestamp)",
                "{{schedule}}",
            ),
        ),
        now(
            panel(
                "Copies of namespaces that succeeded, of a week's",
                "percentunit",
                `${succeeded} / (${succeeded} + ${failed} + ${partly})`,
                "{{schedule}}",
            ),
        ),
        {
            title: "Copies of namespaces that failed in a week",
            unit: "short",
            of: "metrics",
            shown: "now",
            queries: [
                { expression: failed, legend: "{{schedule}} failed" },
                { expression: partly, legend: "{{schedule}} in part" },
            ],
        },
        now(
            panel(
                "Age of base backups",
                "dtdurations",
                "time() - max by (cnpg_cluster) (barman_cloud_cloudnative_pg_io_last_available_backup_timestamp)",
                "{{cnpg_cluster}}",
            ),
        ),
        now(
            panel(
                "Since the last base backup that failed",
                "dtdurations",
                "time() - max by (cnpg_cluster) (barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp > 0)",
                "{{cnpg_cluster}}",
            ),
        ),
        now(
            panel(
                "Second copies out of step",
                "none",
                "max by (obj_namespace, obj_name) (volsync_volume_out_of_sync)",
                "{{obj_namespace}} {{obj_name}}",
            ),
        ),
        now(
            panel(
                "Second copies that were missed in a week",
                "short",
                "sum by (obj_namespace, obj_name) (increase(volsync_missed_intervals_total[7d]))",
                "{{obj_namespace}} {{obj_name}}",
            ),
        ),
        now(
            panel(
                "Scheduled jobs that failed",
                "short",
                "sum by (namespace, job_name) (kube_job_status_failed) > 0",
                "{{namespace}} {{job_name}}",
            ),
        ),
        now(
            panel(
                "Since scheduled jobs succeeded",
                "dtdurations",
                "time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time)",
                "{{namespace}} {{cronjob}}",
            ),
        ),
        panel(
            "Use of Proxmox pools and disks",
            "percentunit",
            "pve_disk_usage_bytes / pve_disk_size_bytes",
            "{{id}}",
        ),
    ],
};
