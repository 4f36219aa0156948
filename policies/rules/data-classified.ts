import type { DataAsset } from "../../catalogue/data-asset";
import { isBackupPriority, isClassification, labelKeys } from "../../catalogue/labels";
import type { RuleContext } from "../engine/context";
import { isFields } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import {
    type KubeObject,
    labelOf,
    labelUnknown,
    namespaced,
    objectsOf,
    shown,
} from "../views/kube-object";
import { namespaceFaults, namespacesIn } from "../views/namespaces";
import { labelNames, volumeHolders } from "../views/volumes";

/** Everything that holds data says which, and says of it what the catalogue says. */
export const dataClassified: StackRule = {
    id: "CLS-01",
    name: "data-classified",
    description:
        "Claims, databases and namespaces must carry classification labels that agree with the catalogue.",
    clause: { section: "Data Classification", line: 490 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Declare the data in the catalogue (an app's data section) and let the program derive the " +
        "labels from it; never write them by hand.",
    scope: "stack",
    judge,
};

interface Labelled {
    readonly resource: Resource;
    readonly title: string;
    readonly labelled: Value;
}

function judge(stack: Stack, context: RuleContext): Verdict {
    const holders = volumeHolders(stack);
    const holding = new Set(holders.map((holder) => holder.resource.urn));
    const volunteers = stack.resources
        .filter((resource) => !holding.has(resource.urn))
        .flatMap(objectsOf)
        .filter((object) => object.kind !== "Namespace" && isVolunteer(object));
    const subjects: readonly Labelled[] = [...holders, ...volunteers.map(volunteer)];
    return joinVerdicts(
        judgeEach(subjects, (subject) => dataFaults(subject, context)),
        judgeEach(namespacesIn(stack), (namespace) => namespaceFaults(namespace, stack, context)),
    );
}

/** Other objects need no data label, but one that they carry has to be true. */
function isVolunteer(object: KubeObject): boolean {
    return isFields(object.body) && labelNames(object.body).includes(labelKeys.asset);
}

function volunteer(object: KubeObject): Labelled {
    const title = `${object.kind} ${namespaced(object)}`;
    return { resource: object.resource, title, labelled: object.body };
}

function dataFaults({ title, labelled }: Labelled, context: RuleContext): readonly string[] {
    const id = labelOf(labelled, labelKeys.asset);
    if (id === undefined) {
        const how = labelUnknown(labelled, labelKeys.asset) ? "known at preview" : "present";
        return [
            `The ${title} must say which data it holds: the label ${labelKeys.asset} must be ${how}.`,
        ];
    }
    const asset = context.find(id);
    if (asset === undefined) {
        return [
            `The ${title} names the data ${shown(id)}, which must be in the catalogue. Declare it there, or correct the label.`,
        ];
    }
    return [
        ...labelFaults(title, labelled, labelKeys.classification, asset, asset.classification),
        ...labelFaults(title, labelled, labelKeys.backupPriority, asset, asset.backup),
    ];
}

function labelFaults(
    title: string,
    labelled: Value,
    key: string,
    asset: DataAsset,
    expected: string,
): readonly string[] {
    const value = labelOf(labelled, key);
    if (value === expected) {
        return [];
    }
    const known = isClassification(value) || isBackupPriority(value);
    const now =
        value === undefined ? "absent or unknown" : known ? value : "not one of the known words";
    return [
        `The ${title} holds ${asset.id} and must carry the label ${key}=${expected}, as the catalogue says, but it is ${now}.`,
    ];
}
