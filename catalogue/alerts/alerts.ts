import { backupPriorities, type DataAsset } from "../data-asset";
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
    return eachOnce(assets, [
        ...assets.flatMap((asset) => [
            ...storageAlerts(asset),
            ...databaseAlerts(asset),
            ...backupAlerts(asset, assets),
            ...drillAlerts(asset, assets),
        ]),
        ...houseAlerts,
    ]);
}

/**
 * What several assets share, such as one job that copies them all, is asked once: for the one that
 * matters most, with the others in its sentence.
 */
function eachOnce(assets: readonly DataAsset[], alerts: readonly Alert[]): readonly Alert[] {
    const rank = ({ asset }: Alert) => {
        const backup = assets.find(({ id }) => id === asset)?.backup;
        return backup === undefined ? 0 : backupPriorities.indexOf(backup);
    };
    const titleOf = ({ asset }: Alert) => assets.find(({ id }) => id === asset)?.title ?? "";
    const expressions = new Set(alerts.map(({ expression }) => expression));
    return [...expressions].flatMap((expression) => {
        const group = alerts.filter((alert) => alert.expression === expression);
        const [lead, ...others] = group.sort((a, b) => rank(a) - rank(b));
        if (lead === undefined || others.length === 0) {
            return group;
        }
        const titles = others.map(titleOf).join(", ");
        return {
            ...lead,
            summary: `${lead.summary} So did that of ${titles}.`,
            alsoOf: others.flatMap(({ asset }) => (asset === undefined ? [] : [asset])),
        };
    });
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
    const watched = new Set(
        alerts.flatMap(({ asset, alsoOf = [] }) => (asset === undefined ? [] : [asset, ...alsoOf])),
    );
    return assets.filter(
        ({ id, storedIn }) =>
            !watched.has(id) && (storedIn === undefined || !watched.has(storedIn)),
    );
}
