import type { DataAsset } from "../../catalogue/data-asset";
import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { assetOf } from "./data";
import { volumeHolders, type VolumeHolder } from "./volumes";

/** Something that holds an asset worth a backup. */
export interface OwnedHolder {
    readonly holder: VolumeHolder;
    readonly resource: VolumeHolder["resource"];
    readonly asset: DataAsset;
}

/**
 * The volumes and databases whose asset has a backup priority. Those without an asset are another
 * rule's business.
 */
export function ownedHolders(stack: Stack, context: RuleContext): readonly OwnedHolder[] {
    return volumeHolders(stack).flatMap((holder) => {
        const asset = assetOf(holder.labelled, context);
        return asset === undefined || asset.backup === "none"
            ? []
            : [{ holder, resource: holder.resource, asset }];
    });
}
