import { assetsOf } from "./app-assets";
import type { AnyApp } from "./app-spec";
import { checkApp } from "./check-app";
import type { DataAsset } from "./data-asset";
import { platformAssets } from "./platform-assets";

/** Everything the homelab holds: the one list that storage, backup and policies are derived from. */
export interface Catalogue {
    /** The platform's first, then each app's in list order. */
    readonly assets: readonly DataAsset[];
    /** The asset of that id; `undefined` for an unknown one. */
    find(this: void, id: string): DataAsset | undefined;
    /** The assets of an app, or of `platform`; none for an unknown owner. */
    of(this: void, owner: string): readonly DataAsset[];
}

/** Who an asset belongs to: an app's name or `platform`. */
export function ownerOf(asset: Pick<DataAsset, "id">): string {
    return asset.id.slice(0, asset.id.indexOf("."));
}

/**
 * Collects the assets of the platform and of the given apps.
 *
 * @throws Error with every problem of every app, or naming two assets with the same id.
 */
export function collect(apps: readonly AnyApp[]): Catalogue {
    const problems = apps.flatMap(checkApp);
    if (problems.length > 0) {
        throw new Error(problems.join("\n"));
    }
    const assets = [...platformAssets, ...apps.flatMap(assetsOf)];
    const byId = indexById(assets);
    return {
        assets,
        find: (id) => byId.get(id),
        of: (owner) => assets.filter((asset) => ownerOf(asset) === owner),
    };
}

function indexById(assets: readonly DataAsset[]): ReadonlyMap<string, DataAsset> {
    const byId = new Map<string, DataAsset>();
    for (const asset of assets) {
        const first = byId.get(asset.id);
        if (first) {
            throw new Error(
                `Two assets are called "${asset.id}": "${first.title}" and "${asset.title}". ` +
                    `Rename the app or the data entry of one.`,
            );
        }
        byId.set(asset.id, asset);
    }
    return byId;
}
