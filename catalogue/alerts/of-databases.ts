import type { DataAsset } from "../data-asset";
import { poolOf } from "../data-name";
import { databaseLimits } from "../database-limits";
import { type Alert, series } from "./alert";
import { placeOf } from "./place";

/** Availability, latency, pool and plans of a database. */
export function databaseAlerts(asset: DataAsset): readonly Alert[] {
    const place = placeOf(asset);
    if (asset.kind !== "postgres" || place === undefined) {
        return [];
    }
    const of = (metric: string, more = {}) =>
        series(metric, { namespace: place.namespace, cnpg_cluster: place.name, ...more });
    const alert = (one: Omit<Alert, "of" | "asset">): Alert => ({
        ...one,
        of: "metrics",
        asset: asset.id,
    });
    const queue = series("cnpg_pgbouncer_pools_maxwait", {
        namespace: place.namespace,
        pooler: poolOf(place.name),
    });
    const most = databaseLimits.connections * databaseLimits.alarmingShare;
    return [
        alert({
            name: `${asset.id} down`,
            summary: `The database of ${asset.title} does not answer: see the pods of ${place.name}.`,
            expression: `${of("cnpg_collector_up")} == 0 or absent(${of("cnpg_collector_up")})`,
            minutes: 5,
            severity: "urgent",
        }),
        alert({
            name: `${asset.id} latency`,
            summary: `Queries on ${asset.title} take long: see the slow queries in its log.`,
            expression: latency(of),
            minutes: 30,
            severity: "soon",
        }),
        alert({
            name: `${asset.id} pool`,
            summary: `${asset.title} is running out of connections, or they wait for each other: see who holds them, or turn the pooler on or enlarge it.`,
            expression: [
                `sum(${of("cnpg_backends_total")}) > ${most}`,
                `max(${of("cnpg_backends_waiting_total")}) > ${databaseLimits.waiting}`,
                // Who waits before the pool has no connection that the server could count.
                `max(${queue}) > ${databaseLimits.poolSeconds}`,
            ].join(" or "),
            minutes: 10,
            severity: "urgent",
        }),
        alert({
            name: `${asset.id} scans`,
            summary: `A large table of ${asset.title} is read from end to end again and again: it lacks an index.`,
            expression: `increase(${of("cnpg_homelab_large_tables_seq_scan")}[1h]) > ${databaseLimits.scansPerHour}`,
            minutes: 60,
            severity: "soon",
        }),
    ];
}

/** Slow on average, slow at the disk, or one transaction that never ends. */
function latency(of: (metric: string) => string): string {
    const perCall = `sum(rate(${of("cnpg_homelab_statements_seconds")}[15m])) / sum(rate(${of("cnpg_homelab_statements_calls")}[15m]))`;
    const perBlock = `sum(rate(${of("cnpg_pg_stat_database_blk_read_time")}[15m])) / sum(rate(${of("cnpg_pg_stat_database_blks_read")}[15m]))`;
    const longest = `max(${of("cnpg_backends_max_tx_duration_seconds")})`;
    const { callSeconds, blockMilliseconds, transactionSeconds } = databaseLimits;
    return `${perCall} > ${callSeconds} or ${perBlock} > ${blockMilliseconds} or ${longest} > ${transactionSeconds}`;
}
