import type { DataAsset } from "../data-asset";
import { type BackupExemption, exemptionOf } from "./exemptions";
import { type BackupLevel, backupLevels, type Keep, within } from "./levels";
import {
    type BackupFrequency,
    type BackupLocation,
    type BackupMethod,
    methodsOfKind,
} from "./methods";

/** One copy of an asset, made without anybody asking for it. */
export interface PlannedCopy {
    readonly method: BackupMethod;
    readonly frequency: BackupFrequency;
    readonly location: BackupLocation;
}

/** What is done for one asset. */
export interface BackupPlan {
    readonly asset: DataAsset;
    /** In the order in which they run. */
    readonly copies: readonly PlannedCopy[];
    readonly keep: Keep;
    /** How often everything is copied at least. */
    readonly rhythm: "daily" | "weekly";
    /** Days to any moment of which a database can be taken back. */
    readonly windowDays: number;
    readonly drill: "weekly" | "monthly" | "never";
    /** Why there are no copies. */
    readonly exemption?: BackupExemption;
}

/**
 * What is done for every asset: its own copies, those of the asset that it lies in, and exports that
 * are declared to be copies of it. A plan without copies and without an exemption is a gap.
 */
export function planAll(assets: readonly DataAsset[]): readonly BackupPlan[] {
    return assets.map((asset) => planOf(asset, assets));
}

/** The plan of one of the assets. */
export function planOf(asset: DataAsset, assets: readonly DataAsset[]): BackupPlan {
    const exemption = exemptionOf(asset);
    const level = backupLevels[asset.backup];
    return {
        asset,
        copies: asset.backup === "none" ? [] : copiesOf(asset, assets),
        keep: within(level.keep, daysOf(asset)),
        rhythm: rhythmOf(level),
        windowDays: Math.min(level.windowDays, daysOf(asset)),
        drill: level.drill,
        ...(exemption && { exemption }),
    };
}

/** What nobody takes care of: neither copied nor exempt. */
export function gapsIn(plans: readonly BackupPlan[]): readonly DataAsset[] {
    return plans
        .filter(({ copies, exemption }) => copies.length === 0 && exemption === undefined)
        .map(({ asset }) => asset);
}

function copiesOf(asset: DataAsset, assets: readonly DataAsset[]): readonly PlannedCopy[] {
    const level = backupLevels[asset.backup];
    const own = methodsOfKind[asset.kind]
        .filter((one) => one.second !== true || level.copies > 1)
        .filter((one) => one.for === undefined || one.for.includes(asset.backup))
        .map(({ method, location, frequency }) => ({
            method,
            frequency: frequency ?? rhythmOf(level),
            location,
        }));
    const store = assets.find(({ id }) => id === asset.storedIn);
    return [
        ...exportsOf(asset, assets),
        ...own,
        ...(store === undefined || store.backup === "none" ? [] : copiesOf(store, assets)),
    ];
}

/** Exports lie in a volume of the app, or in Git when they lie in none. */
function exportsOf(asset: DataAsset, assets: readonly DataAsset[]): readonly PlannedCopy[] {
    return assets
        .filter(({ copyOf }) => copyOf === asset.id)
        .map(({ storedIn }) => ({
            method: "application export",
            frequency: "daily",
            location: storedIn === undefined ? "Git hosting" : "the app's own volume",
        }));
}

function rhythmOf({ rpoHours }: BackupLevel): "daily" | "weekly" {
    return rpoHours <= 24 ? "daily" : "weekly";
}

function daysOf({ retention }: DataAsset): number {
    const days = /^(\d+) days$/.exec(retention)?.[1];
    return days === undefined ? Infinity : Number(days);
}
