import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { databaseLimits } from "../../catalogue/database-limits";

/** Key of the queries in their ConfigMap. */
export const queriesKey = "queries";

const label = (description: string) => ({ usage: "LABEL", description });
const gauge = (description: string) => ({ usage: "GAUGE", description });
const counter = (description: string) => ({ usage: "COUNTER", description });

/**
 * What a server is asked besides the operator's own questions. Names of metrics are `cnpg_`, the
 * query's and the column's; catalogue/metric-jobs.ts says which of them leave the house.
 *
 * @see https://cloudnative-pg.io/documentation/current/monitoring/
 */
export function customQueries(database: string) {
    const bytes = databaseLimits.largeTableMebibytes * 1024 * 1024;
    return {
        homelab_statements: {
            target_databases: [database],
            query: "SELECT COALESCE(sum(calls), 0) AS calls, COALESCE(sum(total_exec_time), 0) / 1000 AS seconds FROM public.pg_stat_statements",
            metrics: [
                { calls: counter("Statements that were run") },
                { seconds: counter("Time that they took") },
            ],
        },
        homelab_large_tables: {
            target_databases: [database],
            query: `SELECT schemaname || '.' || relname AS "table", pg_catalog.pg_table_size(relid) AS bytes, seq_scan FROM pg_catalog.pg_stat_user_tables WHERE pg_catalog.pg_table_size(relid) > ${bytes} ORDER BY bytes DESC LIMIT ${databaseLimits.watchedTables}`,
            metrics: [
                { table: label("Schema and name of the table") },
                { bytes: gauge("Its size") },
                { seq_scan: counter("How often it was read from end to end") },
            ],
        },
    };
}

/** The questions, where the operator finds them; it takes changes up by itself. */
export function queriesMap(
    name: string,
    args: { readonly namespace: string; readonly database: string },
    opts: pulumi.CustomResourceOptions,
): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
        name,
        {
            metadata: {
                name,
                namespace: args.namespace,
                labels: { "cnpg.io/reload": "" },
            },
            data: { [queriesKey]: stringify(customQueries(args.database)) },
        },
        opts,
    );
}
