import type { DataAsset } from "../data-asset";
import type { Alert } from "./alert";
import { backupAlerts } from "./of-backups";
import { databaseAlerts } from "./of-databases";
import { drillAlerts } from "./of-drills";
import { houseAlerts } from "./of-house";
import { storageAlerts } from "./of-storage";
import { type Unseen, unseenReason } from "./unseen";

/** What the owner is told about, and what no metric speaks of. */
export interface Watch {
    readonly alerts: readonly Alert[];
    /** Assets that no metric speaks of. */
    readonly unseen: readonly { readonly asset: DataAsset; readonly reason: Unseen }[];
}

/** Every alert there is, from what the house holds. */
export function alertsOf(assets: readonly DataAsset[]): readonly Alert[] {
    return [
        ...assets.flatMap((asset) => [
            ...storageAlerts(asset),
            ...databaseAlerts(asset),
            ...backupAlerts(asset, assets),
            ...drillAlerts(asset, assets),
        ]),
        ...houseAlerts,
    ];
}

/** Who is watched, and who is not for a reason that is given. */
export function watchOf(assets: readonly DataAsset[]): Watch {
    const alerts = alertsOf(assets);
    const rest = notIn(alerts, assets);
    return {
        alerts,
        unseen: rest.flatMap((asset) => {
            const reason = unseenReason(asset);
            return reason === undefined ? [] : [{ asset, reason }];
        }),
    };
}

/**
 * Critical assets that nobody would hear about: neither an alert carries their label, nor is there a
 * reason why none can.
 */
export function unwatched(assets: readonly DataAsset[]): readonly DataAsset[] {
    return notIn(alertsOf(assets), assets).filter(
        (asset) => asset.backup === "critical" && unseenReason(asset) === undefined,
    );
}

/** Assets that no alert is about, nor about what they lie in. */
function notIn(alerts: readonly Alert[], assets: readonly DataAsset[]): readonly DataAsset[] {
    const watched = new Set(alerts.flatMap(({ asset }) => (asset === undefined ? [] : [asset])));
    return assets.filter(
        ({ id, storedIn }) =>
            !watched.has(id) && (storedIn === undefined || !watched.has(storedIn)),
    );
}
