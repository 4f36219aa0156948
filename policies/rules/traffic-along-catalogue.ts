import type { RuleContext } from "../engine/context";
import { at, entriesAt, listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { type KubeObject, namespaced, shown } from "../views/kube-object";
import { networkPolicies } from "../views/network-policies";

/** Apps meet where both sides say so in the catalogue, and nowhere else. */
export const trafficAlongCatalogue: StackRule = {
    id: "NET-05",
    name: "traffic-along-catalogue",
    description:
        "Traffic between apps must follow the connections that they declare, and policies of apps must name the namespaces they open.",
    clause: { section: "Data Integration Patterns", line: 373 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Declare the connection in the file of the app that calls, or remove the rule from the policy.",
    scope: "stack",
    judge,
};

const nameKey = "kubernetes.io/metadata.name";

function judge(stack: Stack, context: RuleContext): Verdict {
    return judgeEach(
        networkPolicies(stack).filter(
            ({ namespace }) => context.neighbours(namespace) !== undefined,
        ),
        (policy) => [...faults(policy, "ingress", context), ...faults(policy, "egress", context)],
    );
}

function faults(
    policy: KubeObject,
    direction: "ingress" | "egress",
    context: RuleContext,
): readonly string[] {
    const side = direction === "ingress" ? "from" : "to";
    const selectors = listAt(policy.body, "spec", direction)
        .flatMap((rule) => listAt(rule, side))
        .map((peer) => at(peer, "namespaceSelector"))
        .filter((selector) => selector !== undefined && selector !== null);
    const title = `The network policy ${namespaced(policy)} must`;
    return selectors.flatMap((selector) => {
        const other = nameOf(selector);
        if (other === undefined) {
            return [`${title} name the one namespace that it opens ${direction} ${side}.`];
        }
        const [caller, called] =
            direction === "egress" ? [policy.namespace, other] : [other, policy.namespace];
        const declared = context.neighbours(caller);
        return other === policy.namespace ||
            context.neighbours(other) === undefined ||
            declared?.includes(called) === true
            ? []
            : [
                  `${title} not let ${shown(caller)} call ${shown(called)}, which it does not declare.`,
              ];
    });
}

/** The namespace that a selector names and nothing else does. */
function nameOf(selector: Value): string | undefined {
    const labels = entriesAt(selector, "matchLabels");
    const [only] = labels;
    return labels.length === 1 &&
        only?.[0] === nameKey &&
        typeof only[1] === "string" &&
        listAt(selector, "matchExpressions").length === 0
        ? only[1]
        : undefined;
}
