import { backupLevels } from "../../catalogue/backup/levels";
import { runbookKeys } from "../../catalogue/backup/runbooks";
import { longestWait } from "../../catalogue/backup/waits";
import { labelKeys } from "../../catalogue/labels";
import type { RuleContext } from "../engine/context";
import { at, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { assetsWithAlerts } from "../views/alerts";
import { isAccepted } from "../views/backup-targets";
import { copiersOf, replicationSources, scheduledBackups } from "../views/backups";
import { assetOf } from "../views/data";
import { snapshotJobs } from "../views/etcd-snapshots";
import { type KubeObject, labelOf, namespaced, objectsIn } from "../views/kube-object";
import { groupedBy } from "../views/once";
import { ownedHolders } from "../views/owned-holders";

/** A backup is what has been restored; the rest is hope. */
export const restoreDrilled: StackRule = {
    id: "BAK-06",
    name: "restore-drilled",
    description:
        "Restores of critical data must be tried: of restic's repositories by a job on a schedule, whose last success an alert watches where alerts are kept, of the rest by the runbook that its copies name.",
    clause: { section: "Backup Testing", line: 480 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Add a CronJob that opens the repository (its secret in envFrom) as often as the priority " +
        "demands, and the alert of catalogue/alerts/of-drills.ts, or the annotation " +
        "backup.homelab/drill with the runbook of the quarterly drill.",
    scope: "stack",
    judge,
};

const hours: Readonly<Record<string, number>> = { weekly: 7 * 24, monthly: 31 * 24 };

function judge(stack: Stack, context: RuleContext): Verdict {
    const drills = drillsByRepository(stack);
    const watched = assetsWithAlerts(stack, /drill/);
    const tried = (object: KubeObject) => {
        const asset = assetOf(object.body, context);
        return asset === undefined ? undefined : hours[backupLevels[asset.backup].drill];
    };
    // Of what Velero keeps no job can try a restore by itself.
    const untried = ownedHolders(stack, context).filter(({ holder, asset }) => {
        const methods = copiersOf(holder, stack).map(({ method }) => method);
        return (
            holder.sort !== "database" &&
            asset.backup === "critical" &&
            methods.length > 0 &&
            !methods.includes("volsync") &&
            !isAccepted(asset, stack)
        );
    });
    return joinVerdicts(
        judgeEach(untried, ({ holder, asset }) => [
            `The ${holder.title} must have a copy of ${asset.id} whose restore a job can try: add a ReplicationSource beside Velero's schedules.`,
        ]),
        judgeEach(
            replicationSources(stack).filter((source) => tried(source) !== undefined),
            (source) => [
                ...sourceFaults(source, tried(source) ?? Infinity, drills),
                ...(watched?.has(labelOf(source.body, labelKeys.asset)) === false
                    ? [
                          `The replication source ${namespaced(source)} must have an alert that tells when no restore of its data succeeds.`,
                      ]
                    : []),
            ],
        ),
        judgeEach(
            [...scheduledBackups(stack), ...snapshotJobs(stack).map(({ object }) => object)].filter(
                (object) => tried(object) !== undefined,
            ),
            (object) =>
                textAt(object.body, "metadata", "annotations", runbookKeys.drill) === undefined
                    ? [
                          `The ${object.kind} ${namespaced(object)} must name the runbook by which its restore is tried: set the annotation ${runbookKeys.drill}.`,
                      ]
                    : [],
        ),
    );
}

interface Drill {
    readonly resource: Resource;
    /** `namespace/secret` */
    readonly repository: string;
    readonly hours: number;
}

/** Jobs that are given a secret as a whole, by that secret. */
function drillsByRepository(stack: Stack): ReadonlyMap<string, readonly Drill[]> {
    const drills = objectsIn(stack, "batch", "CronJob")
        .filter(({ body }) => at(body, "spec", "suspend") !== true)
        .flatMap(({ resource, namespace, body }) => {
            const pod = at(body, "spec", "jobTemplate", "spec", "template", "spec");
            const wait = longestWait(textAt(body, "spec", "schedule") ?? "") ?? Infinity;
            return listAt(pod, "containers")
                .flatMap((container) => listAt(container, "envFrom"))
                .flatMap((from) => textAt(from, "secretRef", "name") ?? [])
                .map((name) => ({
                    resource,
                    repository: namespaced({ namespace, name }),
                    hours: wait,
                }));
        });
    return groupedBy(drills, ({ repository }) => repository);
}

function sourceFaults(
    source: KubeObject,
    most: number,
    drills: ReadonlyMap<string, readonly Drill[]>,
): readonly string[] {
    const name = textAt(source.body, "spec", "restic", "repository") ?? "";
    const own = drills.get(namespaced({ namespace: source.namespace, name })) ?? [];
    return own.some((drill) => drill.hours <= most)
        ? []
        : [
              `The replication source ${namespaced(source)} must have its repository opened by a job every ${String(most)} hours.`,
          ];
}
