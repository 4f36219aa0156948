import { isEmpty, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, joinVerdicts, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue } from "../engine/value";
import { type KubeObject, shown } from "../views/kube-object";
import { storageClasses } from "../views/storage-class";
import { volumeHolders } from "../views/volumes";

/** Which class is the default can change behind a claim's back. */
export const volumeNamesClass: StackRule = {
    id: "SCL-03",
    name: "volume-names-class",
    description:
        "Every volume must name its storage class, and exactly one class may be the default.",
    clause: { section: "Storage Classes", line: 137 },
    severity: "medium",
    level: "mandatory",
    remediation:
        "Set storageClassName on the claim, template or database. Leave the annotation " +
        "storageclass.kubernetes.io/is-default-class on one class only.",
    scope: "stack",
    judge,
};

const annotation = "storageclass.kubernetes.io/is-default-class";

function judge(stack: Stack): Verdict {
    const classes = storageClasses(stack);
    const defaults = classes.filter(isDefault);
    return joinVerdicts(
        judgeEach(classes, (storageClass) =>
            defaults.length > 1 && defaults.includes(storageClass)
                ? [
                      `The storage class ${shown(storageClass.name)} must not be a default beside another.`,
                  ]
                : [],
        ),
        judgeEach(volumeHolders(stack), ({ title, requests }) =>
            requests
                .filter(
                    ({ storageClass }) => isEmpty(storageClass) || storageClass === unknownValue,
                )
                .map(({ where }) => `The ${title} must name the storage class of its ${where}.`),
        ),
    );
}

function isDefault({ body }: KubeObject): boolean {
    return textAt(body, "metadata", "annotations", annotation) === "true";
}
