import { labelKeys } from "../../catalogue/labels";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { labelOf, objectsOf, shown } from "../views/kube-object";

/** A class can never change; the next one stands beside it under the next number. */
export const storageClassNumbered: ResourceRule = {
    id: "SCL-05",
    name: "storage-class-numbered",
    description:
        "The name of a storage class that keeps its volumes must end in its generation, like -g1.",
    clause: { section: "Storage Classes", line: 137 },
    severity: "low",
    level: "mandatory",
    remediation:
        "Name the class …-g1, and add …-g2 beside it when a parameter is to change: Kubernetes lets " +
        "none of them change, and claims stay with the class they were made with.",
    scope: "resource",
    judge,
};

function judge(resource: Resource): Verdict {
    const kept = objectsOf(resource).filter(
        ({ group, kind, body }) =>
            group === "storage.k8s.io" &&
            kind === "StorageClass" &&
            labelOf(body, labelKeys.lifecycle) !== "disposable",
    );
    return judgeEach(kept, ({ name }) =>
        /-g[1-9]\d{0,2}$/.test(name)
            ? []
            : [`The storage class ${shown(name)} must end in its generation, like -g1.`],
    );
}
