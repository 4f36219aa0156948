import { labelKeys } from "../../catalogue/labels";
import type { RuleContext } from "../engine/context";
import { textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { type KubeObject, labelOf, objectsOf, shown } from "../views/kube-object";

/** A volume outlives its claim, unless its class says that it may be thrown away. */
export const storageClassRetains: ResourceRule = {
    id: "SCL-01",
    name: "storage-class-retains",
    description:
        "Storage classes must come from the house's volume driver and keep their volumes, unless they are labelled disposable.",
    clause: { section: "Storage Classes", line: 154 },
    severity: "critical",
    level: "mandatory",
    remediation:
        `Set reclaimPolicy to Retain, or label the class ${labelKeys.lifecycle}: disposable if what ` +
        "lies on it may be lost. The API server's default is Delete.",
    scope: "resource",
    judge,
};

function judge(resource: Resource, { provisioners }: RuleContext): Verdict {
    const classes = objectsOf(resource).filter(
        ({ group, kind }) => group === "storage.k8s.io" && kind === "StorageClass",
    );
    return judgeEach(classes, (object) => faultsOf(object, provisioners));
}

function faultsOf({ body, name }: KubeObject, provisioners: readonly string[]): readonly string[] {
    const title = `storage class ${shown(name)}`;
    const provisioner = textAt(body, "provisioner");
    const policy = textAt(body, "reclaimPolicy");
    const disposable = labelOf(body, labelKeys.lifecycle) === "disposable";
    return [
        ...(provisioner !== undefined && provisioners.includes(provisioner)
            ? []
            : [`The ${title} must use the provisioner ${provisioners.join(" or ")}.`]),
        ...(policy === "Retain" || (disposable && policy === "Delete")
            ? []
            : [
                  `The ${title} must set reclaimPolicy to Retain${disposable ? " or Delete" : ""}: ` +
                      "left out it means Delete.",
              ]),
    ];
}
