import { textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { type KubeObject, objectsOf, shown } from "../views/kube-object";
import { isClusterScoped } from "../views/scopes";

/** A name that Pulumi makes up is another one after a lost state, and then everything is there twice. */
export const objectExplicitlyNamed: ResourceRule = {
    id: "ENG-03",
    name: "object-explicitly-named",
    description:
        "Kubernetes objects must spell out their name and, where they live in one, their namespace.",
    clause: { section: "Inter-Service Communication", line: 408 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set metadata.name and metadata.namespace to values known at preview, and never generateName.",
    scope: "resource",
    judge,
};

const autonamed = "pulumi.com/autonamed";

function judge(resource: Resource): Verdict {
    const objects = objectsOf(resource).filter(({ group }) => group !== "helm.sh");
    return judgeEach(objects, faultsOf);
}

function faultsOf({ body, kind, resource, group }: KubeObject): readonly string[] {
    const title = `${shown(kind)} ${shown(resource.name)}`;
    const missing = (key: string) => textAt(body, "metadata", key) === undefined;
    // A name left out has been made up by the provider before the rule sees it.
    const madeUp = textAt(body, "metadata", "annotations", autonamed) !== undefined;
    return [
        ...(missing("name") || madeUp ? [`The ${title} must set metadata.name.`] : []),
        ...(!isClusterScoped(group, kind) && missing("namespace")
            ? [`The ${title} must set metadata.namespace.`]
            : []),
        ...(missing("generateName") ? [] : [`The ${title} must not use metadata.generateName.`]),
    ];
}
