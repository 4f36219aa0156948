import type { DataAsset } from "../data-asset";
import { backupLevels } from "./levels";
import { rolesOf, type Target } from "./targets";

/** What the configured targets cannot give. */
export type Gap = "no bucket" | "one place" | "in the house";

/** A target, and whether it survives the loss of the house. */
export type PlacedTarget = {
    readonly [K in Target["kind"]]: Target & { readonly kind: K; readonly offsite: boolean };
}[Target["kind"]];

/** What the targets lack of that which an asset's priority demands. */
export function gapsOf(
    { kind, backup }: Pick<DataAsset, "kind" | "backup">,
    targets: readonly PlacedTarget[],
): readonly Gap[] {
    const { first, second, drive } = rolesOf(targets);
    if (backup === "none") {
        return [];
    }
    if (first === undefined) {
        return ["no bucket"];
    }
    const level = backupLevels[backup];
    // Only buckets take a second copy of anything but volumes.
    const hasSecond = second !== undefined || (drive !== undefined && kind === "volume");
    return [
        ...(level.copies > 1 && !hasSecond ? (["one place"] as const) : []),
        ...(level.offsite && ![first, second, drive].some((one) => one?.offsite === true)
            ? (["in the house"] as const)
            : []),
    ];
}
