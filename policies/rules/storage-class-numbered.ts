import { labelKeys } from "../../catalogue/labels";
import { matching, noneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { storageClassKind } from "../views/storage-class";

/** A class can never change; the next one stands beside it under the next number. */
export const storageClassNumbered = objectRule({
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
    subjects: [storageClassKind],
    when: noneOf(["metadata", "labels", labelKeys.lifecycle], "disposable"),
    requirements: [
        {
            must: matching("metadata.name", /-g[1-9][0-9]{0,2}$/),
            says: "end in its generation, like -g1",
        },
    ],
});
