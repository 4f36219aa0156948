import { at } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { isNamespaced, type KubeObject, objectsOf, shown } from "../views/kube-object";

/** The namespace `default` has no owner, no policies and no class, so nothing is put there. */
export const defaultNamespaceUnused: ResourceRule = {
    id: "CLS-04",
    name: "default-namespace-unused",
    description: "Objects must name a namespace, and it must not be default.",
    clause: { section: "Access Control", line: 371 },
    severity: "high",
    level: "mandatory",
    remediation: "Set metadata.namespace (namespace of a release) to a namespace made for it.",
    scope: "resource",
    judge,
};

function judge(resource: Resource): Verdict {
    return judgeEach(objectsOf(resource).filter(isNamespaced), (object) => {
        const namespace = at(object.body, ...fieldOf(object));
        return typeof namespace === "string" && namespace !== "" && namespace !== "default"
            ? []
            : [
                  `The ${object.kind} ${shown(object.name)} must be in a namespace of its own, known at preview, not in default.`,
              ];
    });
}

function fieldOf({ group }: KubeObject): readonly string[] {
    return group === "helm.sh" ? ["namespace"] : ["metadata", "namespace"];
}
