import type { RuleContext } from "../engine/context";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { labelOf, objectsOf, shown } from "../views/kube-object";

const key = (mode: string) => `pod-security.kubernetes.io/${mode}`;

/** The API server refuses pods that may do more than their namespace allows. */
export const namespaceRestrictsPods: ResourceRule = {
    id: "CLS-03",
    name: "namespace-restricts-pods",
    description:
        "Namespaces must enforce the pod security that their app or an allowance declares.",
    clause: { section: "Data Classification", line: 496 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Make the namespace an IsolatedNamespace with podSecurity restricted. Anything less is " +
        "declared with its reason: podSecurity in the app's file, or policies/allowances.ts.",
    scope: "resource",
    judge,
};

function judge(resource: Resource, context: RuleContext): Verdict {
    const namespaces = objectsOf(resource).filter(
        ({ group, kind }) => group === "core" && kind === "Namespace",
    );
    return judgeEach(namespaces, ({ body, name }) => {
        const declared = context.podSecurityOf(name);
        const title = `The namespace ${shown(name)} must`;
        return [
            ...(labelOf(body, key("enforce")) === declared
                ? []
                : [`${title} have the label ${key("enforce")}=${declared}, known at preview.`]),
            ...["warn", "audit"]
                .filter((mode) => labelOf(body, key(mode)) !== "restricted")
                .map((mode) => `${title} have the label ${key(mode)}=restricted.`),
        ];
    });
}
