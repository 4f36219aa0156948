import { absentOr, all, type Condition, each, filled, oneOf } from "../conditions/condition";
import { holds } from "../conditions/holds";
import { objectRule } from "../conditions/object-rule";
import { assetsOf, ownerOf, type RuleContext } from "../engine/context";
import { at } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { assetOf } from "../views/data";
import { shown } from "../views/kube-object";
import { type Mount, mountsIn } from "../views/mounts";
import {
    claimKind,
    claims,
    databaseKind,
    statefulSetKind,
    type VolumeHolder,
    volumeHolders,
    type VolumeRequest,
} from "../views/volumes";

const facts = {
    id: "ACC-01",
    name: "claim-mounted-by-owner",
    description:
        "Claims must be ReadWriteOnce file systems in their owner's namespace, mounted by its workloads only.",
    clause: { section: "Access Control", line: 369 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Keep the claim in its owner's namespace with access mode ReadWriteOnce, and list it under " +
        "mounts of the workload that needs it in the app's file.",
} as const;

/** Volumes belong to one pod at a time, in the namespace and the workload that own the data. */
export const claimMountedByOwner: StackRule = { ...facts, scope: "stack", judge };

const below = (spec: string, field: string) => (spec === "" ? field : `${spec}.${field}`);

/** No access mode, or one that lets in the pods of one node. */
const onOneNode = (spec: string): Condition =>
    each(below(spec, "accessModes"), oneOf([], "ReadWriteOnce", "ReadWriteOncePod"));
const forOneNode = (spec: string): Condition =>
    all(filled(below(spec, "accessModes")), onOneNode(spec));
const fileSystem = (spec: string): Condition => absentOr(below(spec, "volumeMode"), "Filesystem");

const says =
    "have no access mode but ReadWriteOnce or ReadWriteOncePod, and the volume mode Filesystem";

/** What of it the API server can ask: how a claim is used, whoever uses it. */
export const claimForOneNode = objectRule({
    ...facts,
    subjects: [claimKind, statefulSetKind, databaseKind],
    requirements: [
        { kinds: [claimKind.kind], must: all(forOneNode("spec"), fileSystem("spec")), says },
        {
            kinds: [statefulSetKind.kind],
            must: each("spec.volumeClaimTemplates", all(forOneNode("spec"), fileSystem("spec"))),
            says,
        },
        {
            kinds: [databaseKind.kind],
            // The operator asks for ReadWriteOnce itself.
            must: all(
                ...["spec.storage.pvcTemplate", "spec.walStorage.pvcTemplate"].flatMap((spec) => [
                    onOneNode(spec),
                    fileSystem(spec),
                ]),
                each(
                    "spec.tablespaces",
                    all(onOneNode("storage.pvcTemplate"), fileSystem("storage.pvcTemplate")),
                ),
            ),
            says,
        },
    ],
});

function judge(stack: Stack, context: RuleContext): Verdict {
    const declared = claims(stack);
    return joinVerdicts(
        judgeEach(volumeHolders(stack), (holder) => [
            ...holder.requests.flatMap((request) => modeFaults(holder, request)),
            ...homeFaults(holder, context),
        ]),
        judgeEach(mountsIn(stack), (mount) => mountFaults(mount, declared, context)),
    );
}

function modeFaults(holder: VolumeHolder, request: VolumeRequest): readonly string[] {
    const { accessModes, volumeMode } = request;
    const asked: Value = { accessModes, volumeMode };
    const faults: string[] = [];
    const wanted = holder.sort === "database" ? onOneNode("") : forOneNode("");
    if (holds(wanted, asked) !== true) {
        faults.push(
            `The ${holder.title} must have no access mode but ReadWriteOnce or ReadWriteOncePod.`,
        );
    }
    if (holds(fileSystem(""), asked) !== true) {
        faults.push(
            `The ${holder.title} must have the volume mode Filesystem: block volumes are never encrypted.`,
        );
    }
    return faults;
}

/** Only what an app owns has a home of its own; the platform's data may lie in any of its namespaces. */
function homeFaults(holder: VolumeHolder, context: RuleContext): readonly string[] {
    const asset = assetOf(holder.labelled, context);
    if (asset === undefined) {
        return [];
    }
    const owner = ownerOf(asset.id);
    const isHome =
        context.mounters(asset.id) === undefined
            ? assetsOf(context, holder.namespace).length === 0 || owner === holder.namespace
            : owner === holder.namespace;
    return isHome
        ? []
        : [
              `The ${holder.title} holds ${asset.id} and must be in the namespace of its owner, ${owner}.`,
          ];
}

function mountFaults(
    mount: Mount,
    declared: readonly VolumeHolder[],
    context: RuleContext,
): readonly string[] {
    if (mount.claim === unknownValue) {
        return [`The ${mount.title} must name the claims it mounts, known at preview.`];
    }
    const subject = `The ${mount.title} mounts the claim ${shown(mount.claim)}`;
    const named = declared.filter((claim) => claim.name === mount.claim);
    const own = named.find((claim) => claim.namespace === mount.namespace);
    if (own === undefined) {
        const elsewhere = named[0];
        return elsewhere === undefined
            ? [`${subject}, which must be a claim of this stack with its data labels.`]
            : [
                  `${subject}, which must be mounted in its own namespace ${shown(elsewhere.namespace)} only.`,
              ];
    }
    const asset = assetOf(own.labelled, context);
    // Apps declare who mounts their volumes; caches are mounted by what the platform runs for them.
    const mounters = asset?.kind === "volume" ? context.mounters(asset.id) : undefined;
    if (
        asset === undefined ||
        mounters === undefined ||
        mounters.some((labels) => isMounter(mount, labels))
    ) {
        return [];
    }
    return [
        `${subject}, which must be listed under mounts of that workload in the app ${ownerOf(asset.id)}.`,
    ];
}

function isMounter(mount: Mount, labels: Readonly<Record<string, string>>): boolean {
    return (
        mount.podLabels === undefined ||
        Object.entries(labels).every(([key, value]) => at(mount.podLabels, key) === value)
    );
}
