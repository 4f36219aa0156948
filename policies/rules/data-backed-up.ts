import { backupLevels } from "../../catalogue/backup/levels";
import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { isAccepted, saidOfGaps } from "../views/backup-targets";
import { copiersOf } from "../views/backups";
import { ownedHolders, type OwnedHolder } from "../views/owned-holders";

/** What nobody copies is lost with its disk; what is copied too seldom, nearly so. */
export const dataBackedUp: StackRule = {
    id: "BAK-01",
    name: "data-backed-up",
    description:
        "Volumes and databases with a backup priority must be copied on a schedule, as often as the priority demands.",
    clause: { section: "Data Backup", line: 287 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Let the backup service copy it: declare the data in an app's file and a bucket in " +
        "homelab:backup, and resume what is paused. Or give the data another priority there.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const demanding = ownedHolders(stack, context).filter(
        ({ asset }) => !isAccepted(asset, stack, ["no bucket"]),
    );
    return saidOfGaps(
        judgeEach(demanding, (owned) => faults(owned, stack)),
        stack,
    );
}

function faults({ holder, asset }: OwnedHolder, stack: Stack): readonly string[] {
    const { rpoHours } = backupLevels[asset.backup];
    const title = `The ${holder.title} holds ${asset.id} and must be copied every ${String(rpoHours)} hours`;
    const found = copiersOf(holder, stack);
    if (found.length === 0) {
        return [`${title}, but nothing copies it.`];
    }
    const waits = found.flatMap(({ hours }) => hours ?? []);
    if (waits.length === 0) {
        return [`${title}, but the schedule of what copies it cannot be read.`];
    }
    const least = Math.min(...waits);
    return least <= rpoHours
        ? []
        : [`${title}, but up to ${String(Math.round(least))} pass between two copies.`];
}
