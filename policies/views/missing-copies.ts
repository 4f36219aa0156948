import type { Gap } from "../../catalogue/backup/gaps";
import type { DataAsset } from "../../catalogue/data-asset";
import { platformAsset } from "../../catalogue/platform-assets";
import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { acceptedGaps, backupFacts } from "./backup-targets";
import { copiersOf } from "./backups";
import { snapshotJobs } from "./etcd-snapshots";
import { isControlPlane, machinesIn } from "./machines";
import { ownedHolders } from "./owned-holders";

const words: Readonly<Record<Gap, string>> = {
    "no bucket": "no bucket takes",
    "one place": "only one place takes",
    "in the house": "only places in the house take",
};

/**
 * What lacks copies while the owner accepts that for a time, a sentence for each way of lacking
 * them: what nobody says at every preview is forgotten until the day it is lost.
 */
export function missingCopies(stack: Stack, context: RuleContext): readonly string[] {
    const { accepted } = backupFacts(stack);
    if (accepted === undefined) {
        return [];
    }
    const lacking = new Map<string, Set<string>>();
    for (const { asset, isCopied } of keptData(stack, context)) {
        const gaps = acceptedGaps(asset, stack);
        const lacks =
            gaps.length > 0 && !isCopied ? ["nothing copies"] : gaps.map((gap) => words[gap]);
        for (const lack of lacks) {
            lacking.set(lack, (lacking.get(lack) ?? new Set()).add(asset.id));
        }
    }
    return [...lacking].map(
        ([lack, assets]) =>
            `Accepted until ${accepted.until} (${accepted.reason}): ${lack} ${[...assets].sort().join(", ")}.`,
    );
}

interface Kept {
    readonly asset: DataAsset;
    readonly isCopied: boolean;
}

function keptData(stack: Stack, context: RuleContext): readonly Kept[] {
    const held = ownedHolders(stack, context).map(({ asset, holder }) => ({
        asset,
        isCopied: copiersOf(holder, stack).length > 0,
    }));
    // A server that takes machines takes the disks of control planes.
    const takesMachines = [...backupFacts(stack).targets.values()].some(
        ({ kind }) => kind === "proxmox-backup-server",
    );
    const etcd = {
        asset: platformAsset("etcd"),
        isCopied: takesMachines || snapshotJobs(stack).some(({ suspended }) => !suspended),
    };
    return [...held, ...(machinesIn(stack).some(isControlPlane) ? [etcd] : [])];
}
