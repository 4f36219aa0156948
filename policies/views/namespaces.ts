import { type Classification, classifications, highest } from "../../catalogue/classification";
import { isClassification, labelKeys } from "../../catalogue/labels";
import { assetsOf, type RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { classOf } from "./data";
import {
    type KubeObject,
    labelOf,
    labelUnknown,
    objectsByNamespace,
    objectsIn,
    shown,
} from "./kube-object";
import { groupedBy, once } from "./once";
import { volumeHolders } from "./volumes";

/** The namespaces that the stack makes. */
export function namespacesIn(stack: Stack): readonly KubeObject[] {
    return objectsIn(stack, "core", "Namespace");
}

/** What is wrong with a namespace's own classification. */
export function namespaceFaults(
    namespace: KubeObject,
    stack: Stack,
    context: RuleContext,
): readonly string[] {
    const title = `The namespace ${shown(namespace.name)}`;
    const own = labelOf(namespace.body, labelKeys.classification);
    if (!isClassification(own)) {
        const how = labelUnknown(namespace.body, labelKeys.classification)
            ? "be known at preview"
            : `be one of ${classifications.join(", ")}`;
        return [`${title} must be classified: its label ${labelKeys.classification} must ${how}.`];
    }
    const held = heldClasses(namespace.name, stack, context);
    const lowest = highest(held);
    if (rank(own) < rank(lowest)) {
        return [
            `${title} holds ${lowest} data and must not be labelled ${own}. Label it ${lowest}.`,
        ];
    }
    const most = highest([...held, ...declaredClasses(namespace.name, context)]);
    return rank(own) > rank(most)
        ? [
              `${title} holds nothing above ${most} and must not be labelled ${own}. Label it ${most}.`,
          ]
        : [];
}

function rank(classification: Classification): number {
    return classifications.indexOf(classification);
}

const holdersByNamespace = once((stack: Stack) =>
    groupedBy(volumeHolders(stack), ({ namespace }) => namespace),
);

/** Classes of the data that objects in the namespace are labelled with. */
function heldClasses(name: string, stack: Stack, context: RuleContext): readonly Classification[] {
    const objects = (objectsByNamespace(stack).get(name) ?? []).filter(
        ({ kind }) => kind !== "Namespace",
    );
    const holders = holdersByNamespace(stack).get(name) ?? [];
    const bodies = [
        ...objects.map((object) => object.body),
        ...holders.map((holder) => holder.labelled),
    ];
    return bodies
        .map((body) => classOf(body, context))
        .filter((classification) => classification !== undefined);
}

/** Classes of the data that the namespace's owner declares; the platform owns what no app does. */
function declaredClasses(name: string, context: RuleContext): readonly Classification[] {
    const own = assetsOf(context, name);
    const declared = own.length > 0 ? own : assetsOf(context, "platform");
    return declared.map((asset) => asset.classification);
}
