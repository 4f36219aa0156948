import { planOf } from "../backup/plan";
import type { DataAsset } from "../data-asset";
import { type Alert, seconds, series } from "./alert";
import { placeOf } from "./place";

/** Days between two tries of a restore, and a day for one that is late. */
const days = { weekly: 7 + 1, monthly: 31 + 1 } as const;

/**
 * An alert for data whose restore is tried by jobs, one for each repository: about the one that
 * succeeded longest ago, or about none that ever did. The tries that take a person have none; they
 * are due with the quarterly drill.
 */
export function drillAlerts(asset: DataAsset, all: readonly DataAsset[]): readonly Alert[] {
    const { copies, drill } = planOf(asset, all);
    const place = placeOf(asset);
    const isTried = copies.some(({ method }) => method === "independent file-system copy");
    if (place === undefined || drill === "never" || !isTried || asset.storedIn !== undefined) {
        return [];
    }
    const last = series("kube_cronjob_status_last_successful_time", {
        namespace: place.namespace,
        cronjob: `~${place.name}-.+-drill`,
    });
    return [
        {
            name: `${asset.id} restore drill`,
            summary: `No restore of ${asset.title} has succeeded for ${String(days[drill])} days: read the log of its drill's job.`,
            of: "metrics",
            expression: `time() - min(${last}) > ${String(days[drill] * seconds.day)} or absent(${last})`,
            minutes: 30,
            severity: "soon",
            asset: asset.id,
        },
    ];
}
