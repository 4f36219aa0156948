import { databaseLimits } from "./database-limits";

/** Port on which the database operator's pools of connections show their metrics. */
export const poolMetricsPort = 9127;

/** How much of everything there is, as far as the number of series depends on it. */
export interface Inventory {
    readonly nodes: number;
    readonly controlPlanes: number;
    readonly proxmoxHosts: number;
    /** Storage pools of all Proxmox hosts. */
    readonly pools: number;
    readonly volumes: number;
    readonly databases: number;
    /** Pools of connections in front of databases. */
    readonly poolers: number;
    /** Containers of all pods. */
    readonly containers: number;
    /** Apps with pages. */
    readonly routes: number;
}

/** Series of one metric. */
type Series = (inventory: Inventory) => number;

const perNode =
    (times: number): Series =>
    ({ nodes }) =>
        nodes * times;
const perContainer =
    (times: number): Series =>
    ({ containers }) =>
        containers * times;
const perVolume: Series = ({ volumes }) => volumes;
/** One schedule for each distance at which an app's copies are kept. */
const perSchedule: Series = ({ volumes }) => volumes * 4;
const perDatabase =
    (times: number): Series =>
    ({ databases }) =>
        databases * times;
const perPool: Series = ({ poolers }) => poolers * 2;
const perControlPlane =
    (times: number): Series =>
    ({ controlPlanes }) =>
        controlPlanes * times;
const perGuest: Series = ({ nodes, proxmoxHosts }) => nodes + proxmoxHosts;

/**
 * Every metric that leaves the house, by the job that scrapes it, and how many series it makes.
 * What is not listed is dropped; alerts and dashboards may use nothing else.
 */
export const metricJobs = {
    node: {
        node_cpu_seconds_total: perNode(8 * 8),
        node_memory_MemAvailable_bytes: perNode(1),
        node_memory_MemTotal_bytes: perNode(1),
        node_filesystem_avail_bytes: perNode(4),
        node_filesystem_size_bytes: perNode(4),
        node_disk_read_bytes_total: perNode(8),
        node_disk_written_bytes_total: perNode(8),
        node_network_receive_bytes_total: perNode(4),
        node_network_transmit_bytes_total: perNode(4),
        node_load1: perNode(1),
    },
    kubelet: {
        kubelet_volume_stats_available_bytes: perVolume,
        kubelet_volume_stats_capacity_bytes: perVolume,
        kubelet_volume_stats_used_bytes: perVolume,
        kubelet_volume_stats_inodes_free: perVolume,
        kubelet_running_pods: perNode(1),
    },
    cadvisor: {
        container_cpu_usage_seconds_total: perContainer(1),
        container_memory_working_set_bytes: perContainer(1),
        container_oom_events_total: perContainer(1),
    },
    "kube-state-metrics": {
        kube_node_status_condition: perNode(5 * 3),
        kube_pod_container_status_restarts_total: perContainer(1),
        kube_deployment_spec_replicas: perContainer(1),
        kube_deployment_status_replicas_available: perContainer(1),
        kube_persistentvolumeclaim_status_phase: ({ volumes }) => volumes * 3,
        kube_persistentvolumeclaim_resource_requests_storage_bytes: perVolume,
        kube_job_status_failed: perContainer(1),
        kube_cronjob_status_last_successful_time: perContainer(1),
    },
    etcd: {
        etcd_server_has_leader: perControlPlane(1),
        etcd_server_leader_changes_seen_total: perControlPlane(1),
        etcd_mvcc_db_total_size_in_bytes: perControlPlane(1),
        etcd_disk_wal_fsync_duration_seconds_bucket: perControlPlane(16),
        etcd_disk_backend_commit_duration_seconds_bucket: perControlPlane(16),
    },
    postgres: {
        cnpg_collector_up: perDatabase(1),
        barman_cloud_cloudnative_pg_io_last_available_backup_timestamp: perDatabase(1),
        barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp: perDatabase(1),
        cnpg_pg_stat_archiver_seconds_since_last_archival: perDatabase(1),
        cnpg_pg_stat_archiver_failed_count: perDatabase(1),
        cnpg_backends_total: perDatabase(12),
        cnpg_backends_waiting_total: perDatabase(1),
        cnpg_backends_max_tx_duration_seconds: perDatabase(12),
        cnpg_pg_database_size_bytes: perDatabase(3),
        cnpg_pg_stat_database_blks_hit: perDatabase(3),
        cnpg_pg_stat_database_blks_read: perDatabase(3),
        cnpg_pg_stat_database_xact_commit: perDatabase(3),
        cnpg_pg_stat_database_blk_read_time: perDatabase(3),
        cnpg_homelab_statements_calls: perDatabase(1),
        cnpg_homelab_statements_seconds: perDatabase(1),
        cnpg_homelab_large_tables_bytes: perDatabase(databaseLimits.watchedTables),
        cnpg_homelab_large_tables_seq_scan: perDatabase(databaseLimits.watchedTables),
    },
    // One pool of the app, and one of who asks for these numbers.
    pooler: {
        cnpg_pgbouncer_pools_cl_active: perPool,
        cnpg_pgbouncer_pools_cl_waiting: perPool,
        cnpg_pgbouncer_pools_sv_active: perPool,
        cnpg_pgbouncer_pools_maxwait: perPool,
    },
    traefik: {
        traefik_service_requests_total: ({ routes }) => routes * 12,
        traefik_service_request_duration_seconds_bucket: ({ routes }) => routes * 12 * 5,
        traefik_open_connections: () => 6,
        traefik_tls_certs_not_after: () => 4,
    },
    velero: {
        velero_backup_last_successful_timestamp: perSchedule,
        velero_backup_success_total: perSchedule,
        velero_backup_partial_failure_total: perSchedule,
        velero_backup_failure_total: perSchedule,
    },
    volsync: { volsync_volume_out_of_sync: perVolume, volsync_missed_intervals_total: perVolume },
    proxmox: {
        pve_up: ({ nodes, proxmoxHosts, pools }) => nodes + proxmoxHosts + pools,
        pve_disk_size_bytes: ({ nodes, proxmoxHosts, pools }) => nodes + proxmoxHosts + pools,
        pve_disk_usage_bytes: ({ nodes, proxmoxHosts, pools }) => nodes + proxmoxHosts + pools,
        pve_memory_size_bytes: perGuest,
        pve_memory_usage_bytes: perGuest,
        pve_cpu_usage_ratio: perGuest,
        pve_not_backed_up_total: perGuest,
    },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Series>>>>;

export type MetricJob = keyof typeof metricJobs;

/** Names of the metrics that a job keeps. */
export function metricsOf(job: MetricJob): readonly string[] {
    return Object.keys(metricJobs[job]);
}

/**
 * What Grafana Cloud takes without payment.
 *
 * @see https://grafana.com/pricing/
 */
export const freeTier = {
    series: 10_000,
    logBytes: 50_000_000_000,
    days: 30,
    alerts: 100,
} as const;

/** Targets of which there is one: exporters, the gateway, backup operators. */
const otherTargets = 5;

/** Series by job; `apps` are those that apps' own files announce. */
export function seriesBudget(
    inventory: Inventory,
    ofApps = 0,
): { readonly byJob: Readonly<Record<string, number>>; readonly total: number } {
    const byJob: Record<string, number> = Object.fromEntries(
        Object.entries(metricJobs).map(([job, metrics]) => [
            job,
            (Object.values(metrics) as Series[]).reduce(
                (sum, series) => sum + series(inventory),
                0,
            ),
        ]),
    );
    // Each target also says whether it answers.
    byJob["up"] =
        inventory.nodes * 3 +
        inventory.controlPlanes +
        inventory.databases +
        inventory.poolers +
        otherTargets;
    byJob["apps"] = ofApps;
    return { byJob, total: Object.values(byJob).reduce((sum, count) => sum + count, 0) };
}

/** What the free tier takes of logs in a day, on average. */
export const logBudget = { bytesPerDay: Math.floor(freeTier.logBytes / freeTier.days) } as const;

/** Longest line of a log that leaves the house, bytes. */
export const longestLine = 1024;

/**
 * Lines per second that may leave the house: even if every line were the longest and they never
 * stopped, a month of them would fit the free tier. In hundredths, rounded down.
 */
export function lineRate(share: number): number {
    const bytesPerSecond = freeTier.logBytes / (freeTier.days * 24 * 60 * 60);
    return Math.floor((bytesPerSecond / longestLine) * share * 100) / 100;
}
