import { freeTier, logBudget } from "../metric-jobs";
import { type Alert, seconds } from "./alert";

const metric = (one: Omit<Alert, "of">): Alert => ({ ...one, of: "metrics" });

/** What the cluster's own store of state needs. */
const etcd: readonly Alert[] = [
    metric({
        name: "etcd leader",
        summary: "etcd has no leader or changes it again and again: see the control planes.",
        expression:
            "min(etcd_server_has_leader) == 0 or increase(etcd_server_leader_changes_seen_total[1h]) > 3",
        minutes: 3,
        severity: "urgent",
        asset: "platform.etcd",
    }),
    metric({
        name: "etcd disk",
        summary: "etcd waits for its disk: move its machine to a quicker pool.",
        expression:
            "histogram_quantile(0.99, sum by (le, instance) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[15m]))) > 0.5 or histogram_quantile(0.99, sum by (le, instance) (rate(etcd_disk_backend_commit_duration_seconds_bucket[15m]))) > 0.5",
        minutes: 15,
        severity: "soon",
        asset: "platform.etcd",
    }),
    metric({
        name: "etcd size",
        summary: "etcd nears its limit of 2 GiB, at which it refuses to write: defragment it.",
        expression: "max(etcd_mvcc_db_total_size_in_bytes) > 1.5 * 1024 * 1024 * 1024",
        minutes: 15,
        severity: "urgent",
        asset: "platform.etcd",
    }),
];

const machines: readonly Alert[] = [
    metric({
        name: "node down",
        summary: "A node is not ready: see its console on Proxmox.",
        expression: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
        minutes: 10,
        severity: "urgent",
    }),
    metric({
        name: "Proxmox down",
        summary: "A Proxmox host, machine or pool is down.",
        expression: "pve_up == 0",
        minutes: 10,
        severity: "urgent",
    }),
    metric({
        name: "pool room",
        summary: "A storage pool of Proxmox is nearly full; a thin pool that is full loses data.",
        expression:
            'pve_disk_usage_bytes{id=~"storage/.*"} / pve_disk_size_bytes{id=~"storage/.*"} > 0.85',
        minutes: 30,
        severity: "urgent",
    }),
    metric({
        name: "node room",
        summary: "A node's own disk is nearly full: images or logs take the room.",
        expression: "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1",
        minutes: 30,
        severity: "soon",
    }),
    metric({
        name: "node memory",
        summary: "A node is short of memory: give its machine more, or turn an app off.",
        expression: "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.05",
        minutes: 15,
        severity: "urgent",
    }),
    metric({
        name: "machine without backup",
        summary: "A machine is in no backup job of Proxmox.",
        expression: "pve_not_backed_up_total > 0",
        minutes: 24 * 60,
        severity: "soon",
    }),
];

const workloads: readonly Alert[] = [
    metric({
        name: "workload down",
        summary: "A workload has fewer pods than it should.",
        expression: "kube_deployment_status_replicas_available < kube_deployment_spec_replicas",
        minutes: 15,
        severity: "urgent",
    }),
    metric({
        name: "container restarts",
        summary: "A container starts again and again, or was killed for its memory.",
        expression:
            "increase(kube_pod_container_status_restarts_total[1h]) > 5 or increase(container_oom_events_total[1h]) > 0",
        minutes: 5,
        severity: "soon",
    }),
    metric({
        name: "volume missing",
        summary: "A claim has no volume: see the storage driver.",
        expression: 'kube_persistentvolumeclaim_status_phase{phase=~"Pending|Lost"} == 1',
        minutes: 30,
        severity: "urgent",
    }),
    metric({
        name: "job failed",
        summary: "A scheduled job failed: see its pods' logs.",
        expression: "kube_job_status_failed > 0",
        minutes: 5,
        severity: "soon",
    }),
];

const edge: readonly Alert[] = [
    metric({
        name: "certificate expiry",
        summary: "The gateway shows a certificate that ends within two weeks: it is not renewed.",
        expression: `min by (cn) (traefik_tls_certs_not_after) - time() < ${14 * seconds.day}`,
        minutes: 60,
        severity: "urgent",
        asset: "platform.edge-certificate",
    }),
    metric({
        name: "API latency",
        summary: "Pages or API calls of an app take long.",
        expression:
            "histogram_quantile(0.95, sum by (le, service) (rate(traefik_service_request_duration_seconds_bucket[30m]))) > 2",
        minutes: 30,
        severity: "soon",
    }),
    metric({
        name: "API errors",
        summary: "An app answers more than one request in twenty with an error of its own.",
        expression:
            'sum by (service) (rate(traefik_service_requests_total{code=~"5.."}[30m])) / sum by (service) (rate(traefik_service_requests_total[30m])) > 0.05',
        minutes: 15,
        severity: "urgent",
    }),
];

const watching: readonly Alert[] = [
    metric({
        name: "target down",
        summary: "Something no longer shows its metrics, or the collector itself is gone.",
        expression: 'up == 0 or absent(up{job="node"})',
        minutes: 15,
        severity: "urgent",
    }),
    metric({
        name: "series budget",
        summary: "Metrics near the free tier's limit, above which they are thrown away.",
        expression: `count({cluster!=""}) > ${freeTier.series * 0.9}`,
        minutes: 60,
        severity: "soon",
        asset: "platform.metrics",
    }),
    {
        name: "log budget",
        summary:
            "Logs of a day near what the free tier takes, above which lines are dropped: see which app is chatty.",
        of: "logs",
        expression: `sum(bytes_over_time({cluster!=""}[1d])) > ${Math.floor(logBudget.bytesPerDay * 0.8)}`,
        minutes: 60,
        severity: "soon",
        asset: "platform.logs",
    },
];

/** What holds for the house whatever it stores. */
export const houseAlerts: readonly Alert[] = [
    ...etcd,
    ...machines,
    ...workloads,
    ...edge,
    ...watching,
];
