import { runsBefore } from "../../catalogue/backup/waits";
import { at, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { bucketCopiers, type BucketCopier, copiersOf, scheduledBackups } from "../views/backups";
import { archiveTarget } from "../views/database-archives";
import { type KubeObject, namespaced } from "../views/kube-object";
import { podsIn } from "../views/pods";
import { claims } from "../views/volumes";

/** What a night's step leaves, the next one takes up. */
export const copiesInOrder: StackRule = {
    id: "BAK-05",
    name: "copies-in-order",
    description:
        "What puts exports and copies into a volume must run before the volume is copied, and databases must be copied before their bucket is.",
    clause: { section: "Data Creation", line: 252 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Take the hours of both from catalogue/backup/schedules.ts, whose steps follow each other in one night.",
    scope: "stack",
    judge,
};

function judge(stack: Stack): Verdict {
    return joinVerdicts(
        judgeEach(writersIn(stack), writerFaults),
        judgeEach(bucketCopiers(stack), (copier) => bucketFaults(copier, stack)),
    );
}

/** A job that writes into volumes, and what copies those. */
interface Writer {
    readonly resource: KubeObject["resource"];
    readonly object: KubeObject;
    readonly copiers: readonly KubeObject[];
}

/** Jobs that write into no volume that is copied are none of this rule's. */
function writersIn(stack: Stack): readonly Writer[] {
    return podsIn(stack)
        .filter(
            ({ object: { kind, body } }) =>
                kind === "CronJob" && at(body, "spec", "suspend") !== true,
        )
        .map(({ object, spec }) => {
            const written = listAt(spec, "volumes")
                .map((volume) => at(volume, "persistentVolumeClaim"))
                .filter((claim) => at(claim, "readOnly") !== true)
                .map((claim) => textAt(claim, "claimName"));
            const copiers = claims(stack)
                .filter(
                    ({ namespace, name }) =>
                        namespace === object.namespace && written.includes(name),
                )
                .flatMap((holder) => copiersOf(holder, stack))
                .map((copier) => copier.object);
            return { resource: object.resource, object, copiers: [...new Set(copiers)] };
        })
        .filter(({ copiers }) => copiers.length > 0);
}

function writerFaults({ object, copiers }: Writer): readonly string[] {
    const early = copiers.filter(
        (copier) => runsBefore(scheduleOf(object), scheduleOf(copier)) !== true,
    );
    return early.length === 0
        ? []
        : [
              `The job ${namespaced(object)} must run in the hours before what copies its volumes: ${named(early)}.`,
          ];
}

function bucketFaults({ object, from }: BucketCopier, stack: Stack): readonly string[] {
    const late = scheduledBackups(stack)
        .filter(
            ({ namespace, body }) =>
                archiveTarget(namespace, textAt(body, "spec", "cluster", "name"), stack)?.name ===
                from,
        )
        .filter((backup) => runsBefore(scheduleOf(backup), scheduleOf(object)) !== true);
    return late.length === 0
        ? []
        : [
              `The job ${namespaced(object)} must run in the hours after what fills its bucket: ${named(late)}.`,
          ];
}

function named(objects: readonly KubeObject[]): string {
    return objects.map((object) => `${object.kind} ${namespaced(object)}`).join(", ");
}

function scheduleOf({ body }: KubeObject): string {
    return textAt(body, "spec", "schedule") ?? textAt(body, "spec", "trigger", "schedule") ?? "";
}
