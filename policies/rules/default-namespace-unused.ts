import { all, type Condition, filled, noneOf } from "../conditions/condition";
import { holds } from "../conditions/holds";
import { type ObjectRule, objectRule } from "../conditions/object-rule";
import { joinVerdicts, judgeEach } from "../engine/rule";
import { objectsOf, shown } from "../views/kube-object";

const demand = "be in a namespace of its own, known at preview, not in default";

/** The field names a namespace, and not the one that has no owner. */
function elsewhere(field: string): Condition {
    return all(filled(field), noneOf(field, "default"));
}

const objects = objectRule({
    id: "CLS-04",
    name: "default-namespace-unused",
    description: "Objects must name a namespace, and it must not be default.",
    clause: { section: "Access Control", line: 371 },
    severity: "high",
    level: "mandatory",
    remediation: "Set metadata.namespace (namespace of a release) to a namespace made for it.",
    subjects: "namespaced",
    within: ["default"],
    requirements: [{ must: elsewhere("metadata.namespace"), says: demand }],
});

/** The namespace `default` has no owner, no policies and no class, so nothing is put there. */
export const defaultNamespaceUnused: ObjectRule = {
    ...objects,
    judge: (resource, context) =>
        joinVerdicts(
            objects.judge(resource, context),
            judgeEach(
                objectsOf(resource).filter(({ group }) => group === "helm.sh"),
                ({ kind, name, body }) =>
                    holds(elsewhere("namespace"), body) === true
                        ? []
                        : [`The ${kind} ${shown(name)} must ${demand}.`],
            ),
        ),
};
