import { type Dashboard, panel } from "./dashboard";

const database = "{{cnpg_cluster}}";

/** Latency, pools and plans of every database. */
export const databasesDashboard: Dashboard = {
    uid: "homelab-databases",
    title: "Databases",
    panels: [
        panel("Up", "none", "cnpg_collector_up", database),
        panel(
            "Mean time of a statement",
            "s",
            "rate(cnpg_homelab_statements_seconds[15m]) / rate(cnpg_homelab_statements_calls[15m])",
            database,
        ),
        panel("Statements", "reqps", "rate(cnpg_homelab_statements_calls[15m])", database),
        panel(
            "Transactions",
            "reqps",
            "sum by (cnpg_cluster) (rate(cnpg_pg_stat_database_xact_commit[15m]))",
            database,
        ),
        panel(
            "Time to read a block",
            "ms",
            "sum by (cnpg_cluster) (rate(cnpg_pg_stat_database_blk_read_time[15m])) / sum by (cnpg_cluster) (rate(cnpg_pg_stat_database_blks_read[15m]))",
            database,
        ),
        panel(
            "Found in memory",
            "percentunit",
            "sum by (cnpg_cluster) (rate(cnpg_pg_stat_database_blks_hit[15m])) / (sum by (cnpg_cluster) (rate(cnpg_pg_stat_database_blks_hit[15m])) + sum by (cnpg_cluster) (rate(cnpg_pg_stat_database_blks_read[15m])))",
            database,
        ),
        panel(
            "Connections",
            "short",
            "sum by (cnpg_cluster, state) (cnpg_backends_total)",
            `${database} {{state}}`,
        ),
        {
            title: "Pools of connections",
            unit: "short",
            of: "metrics",
            queries: [
                {
                    expression: "sum by (pooler) (cnpg_pgbouncer_pools_cl_active)",
                    legend: "{{pooler}} served",
                },
                {
                    expression: "sum by (pooler) (cnpg_pgbouncer_pools_cl_waiting)",
                    legend: "{{pooler}} waiting",
                },
                {
                    expression: "sum by (pooler) (cnpg_pgbouncer_pools_sv_active)",
                    legend: "{{pooler}} at the server",
                },
            ],
        },
        panel(
            "Longest wait for a pool",
            "s",
            "max by (pooler) (cnpg_pgbouncer_pools_maxwait)",
            "{{pooler}}",
        ),
        panel("Waiting for locks", "short", "cnpg_backends_waiting_total", database),
        panel(
            "Longest transaction",
            "s",
            "max by (cnpg_cluster) (cnpg_backends_max_tx_duration_seconds)",
            database,
        ),
        panel("Size", "bytes", "sum by (cnpg_cluster) (cnpg_pg_database_size_bytes)", database),
        panel("Large tables", "bytes", "cnpg_homelab_large_tables_bytes", `${database} {{table}}`),
        panel(
            "Large tables read from end to end, per hour",
            "short",
            "increase(cnpg_homelab_large_tables_seq_scan[1h])",
            `${database} {{table}}`,
        ),
        panel(
            "Since the last piece was archived",
            "s",
            "max by (cnpg_cluster) (cnpg_pg_stat_archiver_seconds_since_last_archival)",
            database,
        ),
    ],
};
