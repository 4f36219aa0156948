import { backupLevels } from "../backup/levels";
import type { BackupMethod } from "../backup/methods";
import { type PlannedCopy, planOf } from "../backup/plan";
import { ownerOf } from "../catalogue";
import type { DataAsset } from "../data-asset";
import { type Alert, seconds, series } from "./alert";
import { placeOf } from "./place";

/** Hours that the copying itself may take, above the age that is allowed. */
const runHours = 4;

/** What tells how a copy is doing: gives something when it is older than that, or failed. */
type Sign = (asset: DataAsset, oldestSeconds: number) => string | undefined;

const older = (newest: string, oldest: number) =>
    `time() - max(${newest}) > ${oldest} or absent(${newest})`;

/** A scheduled job that succeeded too long ago. */
const lateJob = (namespace: string, cronjob: string, oldest: number) =>
    older(series("kube_cronjob_status_last_successful_time", { namespace, cronjob }), oldest);

/**
 * One sign for each way to copy. Ways that leave no trace in the cluster have none: what lies in Git,
 * in the state or offline is looked at by hand, once in a quarter.
 */
const signs: Readonly<Partial<Record<BackupMethod, Sign>>> = {
    "file-system copy": (asset, oldest) => {
        const of = (metric: string) => series(metric, { schedule: `~${ownerOf(asset)}-.*` });
        const failed = (metric: string) => `sum(increase(${of(metric)}[1d])) > 0`;
        return [
            older(of("velero_backup_last_successful_timestamp"), oldest),
            failed("velero_backup_failure_total"),
            // A volume or an object is missing in the copy.
            failed("velero_backup_partial_failure_total"),
        ].join(" or ");
    },
    "independent file-system copy": (asset) => {
        const place = placeOf(asset);
        return (
            place &&
            `max(${series("volsync_volume_out_of_sync", {
                obj_namespace: place.namespace,
                obj_name: `~${place.name}.*`,
                role: "source",
            })}) > 0`
        );
    },
    "base backup and WAL archive": (asset, oldest) => {
        const place = placeOf(asset);
        if (place === undefined) {
            return undefined;
        }
        const of = (metric: string) =>
            series(metric, { namespace: place.namespace, cnpg_cluster: place.name });
        const base = of("barman_cloud_cloudnative_pg_io_last_available_backup_timestamp");
        const failed = of("barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp");
        const archive = of("cnpg_pg_stat_archiver_seconds_since_last_archival");
        const failures = `increase(${of("cnpg_pg_stat_archiver_failed_count")}[1h])`;
        return `${older(base, oldest)} or max(${failed}) > max(${base}) or max(${archive}) > ${seconds.hour} or max(${failures}) > 3`;
    },
    "etcd snapshot": (_asset, oldest) => lateJob("~.+", "~.*etcd.*", oldest),
    "bucket copy": (_asset, oldest) => lateJob("~.+", "~.*bucket-copy.*", oldest),
};

/** Hours between two copies of a frequency that says so itself; others follow the priority. */
const apart: Readonly<Partial<Record<PlannedCopy["frequency"], number>>> = {
    "every 6 hours": 6,
    daily: 24,
    weekly: 7 * 24,
};

/**
 * One alert for each copy that an asset has of its own and that leaves a trace, and one for the job
 * that makes it. What an app copies by itself, inside its volume, is copied with that.
 */
export function backupAlerts(asset: DataAsset, all: readonly DataAsset[]): readonly Alert[] {
    const own = planOf(asset, all).copies.filter(
        ({ method }, at, copies) => copies.findIndex((one) => one.method === method) === at,
    );
    return [
        ...(asset.storedIn === undefined ? own.flatMap((copy) => alertOf(asset, copy)) : []),
        ...jobAlert(asset),
    ];
}

/** A job of the app's own, on whose work the copies rest. */
function jobAlert(asset: DataAsset): readonly Alert[] {
    if (asset.madeBy === undefined) {
        return [];
    }
    const rpo = backupLevels[asset.backup].rpoHours;
    const hours = (Number.isFinite(rpo) ? rpo : 24) + runHours;
    return [
        {
            name: `${asset.id} job`,
            summary: `The job ${asset.madeBy}, for ${asset.title}, last succeeded more than ${hours} hours ago.`,
            of: "metrics",
            expression: lateJob(ownerOf(asset), asset.madeBy, hours * seconds.hour),
            minutes: 30,
            severity: "soon",
            asset: asset.id,
        },
    ];
}

function alertOf(asset: DataAsset, { method, frequency }: PlannedCopy): readonly Alert[] {
    const hours = (apart[frequency] ?? backupLevels[asset.backup].rpoHours) + runHours;
    const expression = signs[method]?.(asset, hours * seconds.hour);
    return expression === undefined
        ? []
        : [
              {
                  name: `${asset.id} ${method}`,
                  summary: `The ${method} of ${asset.title} failed or is older than ${hours} hours.`,
                  of: "metrics",
                  expression,
                  minutes: 30,
                  severity: asset.backup === "critical" ? "urgent" : "soon",
                  asset: asset.id,
              },
          ];
}
