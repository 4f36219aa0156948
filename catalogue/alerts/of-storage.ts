import type { BackupPriority, DataAsset } from "../data-asset";
import { gibibytes } from "../units";
import { type Alert, series } from "./alert";
import { type Place, placeOf } from "./place";

/** Days ahead for which a volume must have room, by what its data is worth. */
const daysAhead: Readonly<Record<BackupPriority, number>> = {
    critical: 30,
    high: 14,
    medium: 7,
    low: 3,
    none: 3,
};

/** Files that a volume can still take, at the least. */
const fewestInodes = 5000;

/** Share that has to be free: about 10 GiB, but no less than a twentieth and no more than a fifth. */
export function leastFree({ size }: Pick<DataAsset, "size">): number {
    const share = size === undefined ? 0.1 : 10 / gibibytes(size);
    return Math.round(Math.min(0.2, Math.max(0.05, share)) * 1000) / 1000;
}

/** Room and growth of the volume that an asset lies in. */
export function storageAlerts(asset: DataAsset): readonly Alert[] {
    const place = placeOf(asset);
    return place === undefined ? [] : [roomAlert(asset, place), growthAlert(asset, place)];
}

function roomAlert(asset: DataAsset, place: Place): Alert {
    const of = volumeSeries(place);
    const free = `${of("kubelet_volume_stats_available_bytes")} / ${of("kubelet_volume_stats_capacity_bytes")}`;
    return {
        name: `${asset.id} room`,
        summary: `The volume of ${asset.title} is nearly full: enlarge it in homelab:apps, under sizes.`,
        of: "metrics",
        expression: `(${free} < ${leastFree(asset)}) or (${of("kubelet_volume_stats_inodes_free")} < ${fewestInodes})`,
        minutes: 15,
        severity: "urgent",
        asset: asset.id,
    };
}

function growthAlert(asset: DataAsset, place: Place): Alert {
    const days = daysAhead[asset.backup];
    const available = volumeSeries(place)("kubelet_volume_stats_available_bytes");
    return {
        name: `${asset.id} growth`,
        summary: `At the pace of the last three days the volume of ${asset.title} is full within ${days} days: enlarge it in time.`,
        of: "metrics",
        expression: `predict_linear(${available}[3d], ${days} * 86400) < 0`,
        minutes: 360,
        severity: "soon",
        asset: asset.id,
    };
}

function volumeSeries({ namespace, claims }: Place) {
    return (metric: string) => series(metric, { namespace, persistentvolumeclaim: claims });
}
