import { createHash } from "node:crypto";
import { assetId } from "../../../catalogue/app-assets";
import type { AnyApp } from "../../../catalogue/app-spec";
import type { Catalogue } from "../../../catalogue/catalogue";
import { type DataAsset, isDisposable } from "../../../catalogue/data-asset";
import type { HomelabConfig } from "../../../config/schema";

/** What a class does with its volumes. */
export interface Intent {
    readonly encrypted: boolean;
    readonly lifecycle: "retained" | "disposable";
}

/** A class of a pool that is named for some volumes, beside the classes of the default pools. */
export interface PoolClass extends Intent {
    readonly pool: string;
}

/** What an asset's volume is owed: the catalogue decides, never an app. */
export function intentOf(asset: Pick<DataAsset, "classification" | "backup">): Intent {
    return isDisposable(asset)
        ? { encrypted: false, lifecycle: "disposable" }
        : { encrypted: true, lifecycle: "retained" };
}

/**
 * Name of a pool's class. It follows from the pool and the intent alone, so that no claim changes
 * its class when another pool becomes the default; with a generation, since classes never change.
 */
export function poolClassName({ pool, encrypted, lifecycle }: PoolClass): string {
    const kind = encrypted ? "encrypted" : "plain";
    return `proxmox-csi-${kubeName(pool)}-${kind}-${lifecycle}-g1`;
}

/** Proxmox allows letters that names in Kubernetes cannot have; a digest keeps two such pools apart. */
function kubeName(pool: string): string {
    if (/^[a-z0-9-]+$/.test(pool)) {
        return pool;
    }
    const digest = createHash("sha256").update(pool).digest("hex").slice(0, 6);
    return `${pool.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-")}-${digest}`;
}

/** The classes that the owner asks for, and those that data of running apps is put in by name. */
export function poolClassesOf(
    { storage, apps }: Pick<HomelabConfig, "storage" | "apps">,
    running: readonly AnyApp[],
    catalogue: Catalogue,
): readonly PoolClass[] {
    const named = running.flatMap(({ name, data }) =>
        Object.keys(data).flatMap((entry) => {
            const pool = apps[name]?.pools?.[entry];
            const asset = catalogue.find(assetId(name, entry));
            return pool === undefined || asset === undefined ? [] : [{ pool, ...intentOf(asset) }];
        }),
    );
    const all = [...storage.classes, ...named].map((one) => [poolClassName(one), one] as const);
    return [...new Map(all).values()];
}
