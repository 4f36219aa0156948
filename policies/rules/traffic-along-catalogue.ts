import type { RuleContext } from "../engine/context";
import { at, entriesAt, listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { namespaceMeant } from "../views/cilium-selectors";
import { type KubeObject, namespaced, shown } from "../views/kube-object";
import { ciliumPolicies, networkPolicies } from "../views/network-policies";

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
    const ofApps = ({ namespace }: KubeObject) => context.neighbours(namespace) !== undefined;
    return joinVerdicts(
        judgeEach(networkPolicies(stack).filter(ofApps), (policy) => [
            ...faults(policy, "ingress", context),
            ...faults(policy, "egress", context),
        ]),
        judgeEach(ciliumPolicies(stack).filter(ofApps), (policy) => [
            ...faultsInCilium(policy, "ingress", context),
            ...faultsInCilium(policy, "egress", context),
        ]),
    );
}

function faultsInCilium(
    policy: KubeObject,
    direction: "ingress" | "egress",
    context: RuleContext,
): readonly string[] {
    const side = direction === "ingress" ? "fromEndpoints" : "toEndpoints";
    const specs: readonly Value[] = [at(policy.body, "spec"), ...listAt(policy.body, "specs")];
    const title = `The Cilium policy ${namespaced(policy)} must`;
    return specs
        .flatMap((spec) => listAt(spec, direction))
        .flatMap((rule) => listAt(rule, side))
        .flatMap((selector) => {
            const other = namespaceMeant(selector);
            return other === undefined
                ? [
                      `${title} name the one namespace that it opens ${direction} ${sideOf(direction)}.`,
                  ]
                : undeclared(title, policy.namespace, other, direction, context);
        });
}

function sideOf(direction: "ingress" | "egress"): "from" | "to" {
    return direction === "ingress" ? "from" : "to";
}

/** What is wrong with a way between two apps that neither declares. */
function undeclared(
    title: string,
    own: string,
    other: string,
    direction: "ingress" | "egress",
    context: RuleContext,
): readonly string[] {
    const [caller, called] = direction === "egress" ? [own, other] : [other, own];
    const declared = context.neighbours(caller);
    return other === "" ||
        other === own ||
        context.neighbours(other) === undefined ||
        declared?.includes(called) === true
        ? []
        : [`${title} not let ${shown(caller)} call ${shown(called)}, which it does not declare.`];
}

function faults(
    policy: KubeObject,
    direction: "ingress" | "egress",
    context: RuleContext,
): readonly string[] {
    const side = sideOf(direction);
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
        return undeclared(title, policy.namespace, other, direction, context);
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
