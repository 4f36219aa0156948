import { runbookKeys } from "../../catalogue/backup/runbooks";
import type { RuleContext } from "../engine/context";
import { textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { assetsWithAlerts } from "../views/alerts";
import { isAccepted, saidOfGaps } from "../views/backup-targets";
import { copiersOf } from "../views/backups";
import { assetOf } from "../views/data";
import { snapshotJobs } from "../views/etcd-snapshots";
import type { KubeObject } from "../views/kube-object";
import { ownedHolders } from "../views/owned-holders";

/** A copy that nobody knows how to use, and whose end nobody hears of, is half a copy. */
export const criticalDataRecoverable: StackRule = {
    id: "XLY-04",
    name: "critical-data-recoverable",
    description:
        "What copies critical data must name the runbook of its restore, and where alerts are kept, one must speak of the copies.",
    clause: { section: "Disaster Recovery", line: 452 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Let what makes the copy carry the annotation backup.homelab/restore (catalogue/backup/" +
        "runbooks.ts), and let the catalogue's alerts (catalogue/alerts) speak of the data.",
    scope: "stack",
    judge,
};

/** Something critical, and what makes copies of it. */
interface Critical {
    readonly resource: Resource;
    readonly title: string;
    readonly asset: string;
    readonly copies: readonly KubeObject[];
}

function judge(stack: Stack, context: RuleContext): Verdict {
    // Alerts about its room or its health do not count.
    const spokenOf = assetsWithAlerts(stack, /cop(y|ies)|backup|snapshot/);
    const check = (one: Critical) => [
        ...restoreFaults(one),
        ...(spokenOf === undefined || spokenOf.has(one.asset)
            ? []
            : [
                  `The ${one.title} holds ${one.asset} and must have an alert that speaks of its copies.`,
              ]),
    ];
    return saidOfGaps(
        joinVerdicts(
            judgeEach(volumesAndDatabases(stack, context), check),
            judgeEach(snapshots(stack, context), check),
        ),
        stack,
    );
}

function volumesAndDatabases(stack: Stack, context: RuleContext): readonly Critical[] {
    return ownedHolders(stack, context)
        .filter(
            ({ asset }) => asset.backup === "critical" && !isAccepted(asset, stack, ["no bucket"]),
        )
        .map(({ holder, resource, asset }) => ({
            resource,
            title: holder.title,
            asset: asset.id,
            copies: copiersOf(holder, stack).map(({ object }) => object),
        }));
}

function snapshots(stack: Stack, context: RuleContext): readonly Critical[] {
    return snapshotJobs(stack).flatMap(({ object, resource, title }) => {
        const asset = assetOf(object.body, context);
        return asset?.backup === "critical"
            ? [{ resource, title, asset: asset.id, copies: [object] }]
            : [];
    });
}

/** That there are copies at all is another rule's business. */
function restoreFaults({ title, asset, copies }: Critical): readonly string[] {
    return copies.every(({ body }) => textAt(body, "metadata", "annotations", runbookKeys.restore))
        ? []
        : [
              `The ${title} holds ${asset} and must be restored by a runbook that each of its copies names: set the annotation ${runbookKeys.restore}.`,
          ];
}
