import { type Classification, higher, requiredControls } from "../../catalogue/classification";
import type { BackupPriority, DataAsset } from "../../catalogue/data-asset";
import { isClassification, labelKeys } from "../../catalogue/labels";
import type { RuleContext } from "../engine/context";
import type { Value } from "../engine/value";
import { labelOf } from "./kube-object";
import { groupedBy, once } from "./once";

/** The catalogue's entry for the data an object is labelled with. */
export function assetOf(labelled: Value, context: RuleContext): DataAsset | undefined {
    const id = labelOf(labelled, labelKeys.asset);
    return id === undefined ? undefined : context.find(id);
}

/**
 * How confidential the data in an object is: the catalogue's word for its asset and for all that
 * is stored inside it. The object's own label counts only where the catalogue knows nothing.
 */
export function classOf(labelled: Value, context: RuleContext): Classification | undefined {
    const asset = assetOf(labelled, context);
    if (asset === undefined) {
        const own = labelOf(labelled, labelKeys.classification);
        return isClassification(own) ? own : undefined;
    }
    return (storedTogether(context).get(asset.id) ?? []).reduce(
        (all, other) => higher(all, other.classification),
        asset.classification,
    );
}

/** How much it hurts to lose what is in an object, as the catalogue says it; none it does not know. */
export function prioritiesOf(labelled: Value, context: RuleContext): readonly BackupPriority[] {
    const asset = assetOf(labelled, context);
    return asset === undefined
        ? []
        : [asset, ...(storedTogether(context).get(asset.id) ?? [])].map(({ backup }) => backup);
}

const storedTogether = once((context: RuleContext) =>
    groupedBy(context.assets, ({ storedIn = "" }) => storedIn),
);

/** Data that must be encrypted at rest. */
export function isConfidential(classification: Classification | undefined): boolean {
    return classification !== undefined && requiredControls[classification].encryptionAtRest;
}
