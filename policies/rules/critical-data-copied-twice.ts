import { backupLevels } from "../../catalogue/backup/levels";
import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type BackupTarget, isAccepted, saidOfGaps } from "../views/backup-targets";
import { bucketCopiers, copiersOf } from "../views/backups";
import { ownedHolders, type OwnedHolder } from "../views/owned-holders";

/** Two places that no one fire, bill or key takes at once. */
export const criticalDataCopiedTwice: StackRule = {
    id: "BAK-02",
    name: "critical-data-copied-twice",
    description:
        "Critical data must be copied to two targets, and data of medium priority and above to one outside the house.",
    clause: { section: "Data Backup", line: 295 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Add a second bucket at another provider, or a drive, to homelab:backup.targets, and let " +
        "what makes copies say by its label backup.homelab/target which of them it writes to.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const demanding = ownedHolders(stack, context).filter(
        ({ asset }) => backupLevels[asset.backup].offsite && !isAccepted(asset, stack),
    );
    return saidOfGaps(
        judgeEach(demanding, (owned) => faults(owned, stack)),
        stack,
    );
}

function faults(owned: OwnedHolder, stack: Stack): readonly string[] {
    const { copies } = backupLevels[owned.asset.backup];
    const title = `The ${owned.holder.title} holds ${owned.asset.id} and must be copied to`;
    const targets = targetsOf(owned, stack);
    if (targets.length < copies) {
        return [
            `${title} ${String(copies)} declared targets as often as its priority demands, but ${String(targets.length)} take it.`,
        ];
    }
    return targets.some(({ offsite }) => offsite) ? [] : [`${title} a target outside the house.`];
}

/** Where copies lie that are young enough, copies of copies included. */
function targetsOf({ holder, asset }: OwnedHolder, stack: Stack): readonly BackupTarget[] {
    const { rpoHours } = backupLevels[asset.backup];
    const isOften = ({ hours }: { readonly hours: number | undefined }) =>
        hours !== undefined && hours <= rpoHours;
    const direct = copiersOf(holder, stack)
        .filter(isOften)
        .flatMap(({ target }) => target ?? []);
    // Databases go on from bucket to bucket; volumes are copied to the second place by themselves.
    const onwards =
        holder.sort === "database"
            ? bucketCopiers(stack)
                  .filter((one) => isOften(one) && direct.some(({ name }) => name === one.from))
                  .flatMap(({ target }) => target ?? [])
            : [];
    return [...new Map([...direct, ...onwards].map((target) => [target.name, target])).values()];
}
