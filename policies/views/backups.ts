import { labelKeys } from "../../catalogue/labels";
import { longestWait } from "../../catalogue/backup/waits";
import { at, isAbsent, isEmpty, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { unknownValue, type Value } from "../engine/value";
import { type BackupTarget, liesAt, targetOf } from "./backup-targets";
import { type KubeObject, labelOf, objectsIn } from "./kube-object";
import { archiveTarget } from "./database-archives";
import { groupedBy, once } from "./once";
import { skippedByPolicy } from "./velero-policies";
import type { VolumeHolder } from "./volumes";

/** Something that copies data on a schedule. */
export interface Copier {
    readonly object: KubeObject;
    readonly method: "velero" | "volsync" | "base backup";
    /** Longest time between two runs, in hours; `undefined` when nobody can tell. */
    readonly hours: number | undefined;
    /** Where the copies lie; `undefined` when that is no declared target. */
    readonly target: BackupTarget | undefined;
    /** Where what it copies is; empty for every namespace. */
    readonly namespaces: readonly string[];
    covers(this: void, holder: VolumeHolder): boolean;
}

/** Everything that copies volumes and databases and is not switched off. */
function copiersIn(stack: Stack): readonly Copier[] {
    return [
        ...veleroSchedules(stack)
            .filter(({ body }) => isOff(at(body, "spec", "paused")))
            .map((one) => veleroCopier(one, stack)),
        ...replicationSources(stack)
            .filter(({ body }) => isOff(at(body, "spec", "paused")))
            .map((one) => volsyncCopier(one, stack)),
        ...scheduledBackups(stack)
            .filter(({ body }) => isOff(at(body, "spec", "suspend")))
            .map((one) => baseBackupCopier(one, stack)),
    ];
}

/** A switch that nobody set; one that is not known may be on. */
function isOff(value: Value): boolean {
    return isAbsent(value) || value === false;
}

/** What copies a volume or database. */
export function copiersOf(holder: VolumeHolder, stack: Stack): readonly Copier[] {
    const { everywhere, byNamespace } = copiersByNamespace(stack);
    const own = byNamespace.get(holder.namespace) ?? [];
    return [...everywhere, ...own.map(({ copier }) => copier)].filter(({ covers }) =>
        covers(holder),
    );
}

/** A holder is compared with the copiers of its own namespace only. */
const copiersByNamespace = once((stack: Stack) => {
    const all = copiersIn(stack);
    const placed = all.flatMap((copier) =>
        copier.namespaces.map((namespace) => ({ namespace, copier })),
    );
    return {
        everywhere: all.filter(({ namespaces }) => namespaces.length === 0),
        byNamespace: groupedBy(placed, ({ namespace }) => namespace),
    };
});

export const veleroSchedules = once((stack: Stack) => objectsIn(stack, "velero.io", "Schedule"));
export const replicationSources = once((stack: Stack) =>
    objectsIn(stack, "volsync.backube", "ReplicationSource"),
);
export const scheduledBackups = once((stack: Stack) =>
    objectsIn(stack, "postgresql.cnpg.io", "ScheduledBackup"),
);
export const storageLocations = once((stack: Stack) =>
    objectsIn(stack, "velero.io", "BackupStorageLocation"),
);

const narrowing = [
    "labelSelector",
    "orLabelSelectors",
    "includedResources",
    "includedNamespaceScopedResources",
    "includedClusterScopedResources",
];
const excluding = [
    "excludedResources",
    "excludedNamespaceScopedResources",
    "excludedClusterScopedResources",
];

/** Files are copied by way of the pod that mounts their volume. */
function isNeeded(excluded: Value): boolean {
    return (
        typeof excluded !== "string" ||
        /^(?:\*|pods?|po|persistentvolumeclaims?|pvcs?|persistentvolumes?|pvs?)$/i.test(excluded)
    );
}

function veleroCopier(object: KubeObject, stack: Stack): Copier {
    const template = at(object.body, "spec", "template");
    const included = listAt(template, "includedNamespaces");
    const everywhere = isEmpty(at(template, "includedNamespaces")) || included.includes("*");
    const copiesFiles = at(template, "defaultVolumesToFsBackup") === true;
    const narrowed =
        at(template, "includedNamespaces") === unknownValue ||
        narrowing.some((key) => !isEmpty(at(template, key))) ||
        excluding.some((key) => listAt(template, key).some(isNeeded));
    const skips = skippedByPolicy(object, stack);
    return {
        object,
        method: "velero",
        hours: waitOf(at(object.body, "spec", "schedule")),
        target: veleroTarget(object, stack),
        namespaces: everywhere ? [] : included.filter((name) => typeof name === "string"),
        covers: ({ sort, namespace, labelled }) =>
            sort !== "database" &&
            copiesFiles &&
            !narrowed &&
            !listAt(template, "excludedNamespaces").includes(namespace) &&
            !skips(labelled),
    };
}

/** A schedule that names no location takes the default one. */
function veleroTarget(schedule: KubeObject, stack: Stack): BackupTarget | undefined {
    const name = at(schedule.body, "spec", "template", "storageLocation");
    const location = storageLocations(stack).find(
        (each) =>
            each.namespace === schedule.namespace &&
            (isEmpty(name) ? at(each.body, "spec", "default") === true : each.name === name),
    );
    if (location === undefined) {
        return undefined;
    }
    const mode = at(location.body, "spec", "accessMode");
    const isWritable = isEmpty(mode) || mode === "ReadWrite";
    const target = isWritable ? targetOf(location, stack) : undefined;
    return target && liesAt(target, textAt(location.body, "spec", "config", "s3Url"))
        ? target
        : undefined;
}

function volsyncCopier(object: KubeObject, stack: Stack): Copier {
    const claim = textAt(object.body, "spec", "sourcePVC");
    return {
        object,
        method: "volsync",
        // A manual trigger goes before the schedule: what it asks for is made once, and never again.
        hours: isEmpty(at(object.body, "spec", "trigger", "manual"))
            ? waitOf(at(object.body, "spec", "trigger", "schedule"))
            : undefined,
        target: targetOf(object, stack),
        namespaces: [object.namespace],
        covers: ({ sort, name }) => sort === "claim" && name === claim,
    };
}

function baseBackupCopier(object: KubeObject, stack: Stack): Copier {
    const cluster = textAt(object.body, "spec", "cluster", "name");
    return {
        object,
        method: "base backup",
        hours: waitOf(at(object.body, "spec", "schedule")),
        target: archiveTarget(object.namespace, cluster, stack),
        namespaces: [object.namespace],
        covers: ({ sort, name }) => sort === "database" && name === cluster,
    };
}

function waitOf(schedule: unknown): number | undefined {
    return typeof schedule === "string" ? longestWait(schedule) : undefined;
}

/** A job that copies everything at one target to another. */
export interface BucketCopier {
    readonly object: KubeObject;
    readonly resource: Resource;
    readonly from: string;
    readonly target: BackupTarget | undefined;
    readonly hours: number | undefined;
}

/** The jobs that copy from target to target and are not switched off. */
export const bucketCopiers = once((stack: Stack): readonly BucketCopier[] =>
    objectsIn(stack, "batch", "CronJob").flatMap((object) => {
        const from = labelOf(object.body, labelKeys.backupSource);
        return from === undefined || at(object.body, "spec", "suspend") === true
            ? []
            : [
                  {
                      object,
                      resource: object.resource,
                      from,
                      target: targetOf(object, stack),
                      hours: waitOf(at(object.body, "spec", "schedule")),
                  },
              ];
    }),
);
