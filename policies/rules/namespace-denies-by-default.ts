import type { OpenNamespace } from "../allowances";
import type { RuleContext } from "../engine/context";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { objectsIn, shown } from "../views/kube-object";
import { namespacesIn } from "../views/namespaces";
import {
    ciliumPolicies,
    deniesAll,
    networkPolicies,
    openCiliumRules,
    openRules,
} from "../views/network-policies";
import { podsIn } from "../views/pods";
import { releasesIn } from "../views/releases";

/** Namespaces with pods deny all traffic that no other policy names. */
export const namespaceDeniesByDefault: StackRule = {
    id: "NET-03",
    name: "namespace-denies-by-default",
    description:
        "Namespaces with pods must have a default-deny network policy, and no policy may allow everything.",
    clause: { section: "Access Control", line: 371 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Register a NetworkPolicy with podSelector {}, policyTypes Ingress and Egress and no rules, " +
        "and one policy for each allowed way of traffic beside it.",
    scope: "stack",
    judge,
};

interface Inhabited {
    readonly name: string;
    readonly resource: Resource;
}

function judge(stack: Stack, { allowances }: RuleContext): Verdict {
    const denied = new Set(
        networkPolicies(stack)
            .filter(deniesAll)
            .map((policy) => policy.namespace),
    );
    return joinVerdicts(
        judgeEach(inhabited(stack, allowances.openNamespaces), ({ name }) =>
            denied.has(name)
                ? []
                : [
                      `The namespace ${shown(name)} must deny all traffic by default: add a NetworkPolicy with ` +
                          "podSelector {}, policyTypes Ingress and Egress and no rules.",
                  ],
        ),
        judgeEach(networkPolicies(stack), openRules),
        judgeEach(ciliumPolicies(stack), openCiliumRules),
    );
}

/** Namespaces that hold pods, each with its own resource or else the first that puts pods there. */
function inhabited(stack: Stack, open: readonly OpenNamespace[]): readonly Inhabited[] {
    const tenants: readonly Inhabited[] = [
        ...releasesIn(stack).map(({ namespace, resource }) => ({ name: namespace, resource })),
        ...podsIn(stack).map(({ object }) => ({
            name: object.namespace,
            resource: object.resource,
        })),
        ...objectsIn(stack, "postgresql.cnpg.io", "Cluster").map(({ namespace, resource }) => ({
            name: namespace,
            resource,
        })),
    ];
    const own = new Map(namespacesIn(stack).map(({ name, resource }) => [name, resource]));
    const first = new Map([...tenants].reverse().map(({ name, resource }) => [name, resource]));
    return [...first]
        .filter(([name]) => !open.some((allowed) => allowed.name === name))
        .map(([name, resource]) => ({ name, resource: own.get(name) ?? resource }));
}
