import { isIrreplaceable } from "../../catalogue/data-asset";
import { isBackupPriority, labelKeys } from "../../catalogue/labels";
import type { RuleContext } from "../engine/context";
import { textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { prioritiesOf } from "../views/data";
import { type KubeObject, labelOf } from "../views/kube-object";
import { boundFault, classFault } from "../views/storage-class";
import { type VolumeHolder, volumeHolders } from "../views/volumes";

/** A claim that is deleted by mistake must not take along what cannot be made again. */
export const irreplaceableVolumeRetained: StackRule = {
    id: "SCL-06",
    name: "irreplaceable-volume-retained",
    description: "Volumes of data that is worth a backup must use a class that keeps them.",
    clause: { section: "Storage Classes", line: 154 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Set the volume's storage class to one of this stack with reclaimPolicy Retain, encrypted " +
        "or not as the data asks. Moving a claim replaces it: copy the data to a new claim first.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const worthy = volumeHolders(stack).filter((holder) => isWorthy(holder, context));
    return judgeEach(worthy, ({ title, requests }) =>
        requests.flatMap(({ storageClass, volume, where }) => {
            const fault =
                classFault(storageClass, stack, keeps, "does not keep its volumes") ??
                boundFault(volume, stack, isKept, "is deleted with its claim");
            const subject = where === "volume" ? "" : ` for its ${where}`;
            return fault === undefined
                ? []
                : [
                      `The ${title} holds what cannot be made again and must use a storage class that ` +
                          `keeps its volumes${subject}, but ${fault}. Choose one with reclaimPolicy Retain.`,
                  ];
        }),
    );
}

/** The catalogue's word for the data and all that is stored inside it; else the object's own. */
function isWorthy({ labelled }: VolumeHolder, context: RuleContext): boolean {
    const own = labelOf(labelled, labelKeys.backupPriority);
    const known = prioritiesOf(labelled, context);
    const priorities = known.length > 0 ? known : isBackupPriority(own) ? [own] : [];
    return priorities.some((backup) => isIrreplaceable({ backup }));
}

function keeps({ body }: KubeObject): boolean {
    return textAt(body, "reclaimPolicy") === "Retain";
}

function isKept({ body }: KubeObject): boolean {
    return textAt(body, "spec", "persistentVolumeReclaimPolicy") === "Retain";
}
