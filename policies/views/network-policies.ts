import { at, isEmpty, isFields, listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { unknownValue, type Value } from "../engine/value";
import { type KubeObject, namespaced, objectsIn } from "./kube-object";

/** Words of Cilium's for more than one's own node. */
export const everybodyInCilium = [
    "all",
    "world",
    "world-ipv4",
    "world-ipv6",
    "cluster",
    "unmanaged",
] as const;

const everyone: readonly Value[] = everybodyInCilium;
const everywhere: readonly Value[] = ["0.0.0.0/0", "::/0"];

/** The Kubernetes network policies of the stack. */
export function networkPolicies(stack: Stack): readonly KubeObject[] {
    return objectsIn(stack, "networking.k8s.io", "NetworkPolicy");
}

/** Denies all traffic of all pods in its namespace, both ways. */
export function deniesAll({ body }: KubeObject): boolean {
    const spec = at(body, "spec");
    const selector = at(spec, "podSelector");
    const types = listAt(spec, "policyTypes");
    return (
        isFields(selector) &&
        Object.values<Value>(selector).every((part) => isEmpty(part)) &&
        types.includes("Ingress") &&
        types.includes("Egress") &&
        isEmpty(at(spec, "ingress")) &&
        isEmpty(at(spec, "egress"))
    );
}

/** Rules of a network policy that let everybody in, or let its pods reach everything. */
export function openRules(policy: KubeObject): readonly string[] {
    const directions = [
        ["ingress", "from"],
        ["egress", "to"],
    ] as const;
    return directions.flatMap(([direction, peers]) => {
        const rules = at(policy.body, "spec", direction);
        const remedy = "name the peers or the ports";
        if (!isEmpty(rules) && !Array.isArray(rules)) {
            return [
                `The network policy ${namespaced(policy)} must have ${direction} rules known at preview: ${remedy}.`,
            ];
        }
        return listAt(policy.body, "spec", direction).some((rule) => isOpen(rule, peers))
            ? [
                  `The network policy ${namespaced(policy)} must not allow all ${direction}: ${remedy}.`,
              ]
            : [];
    });
}

function isOpen(rule: Value, peers: "from" | "to"): boolean {
    const named = at(rule, peers);
    const ports = at(rule, "ports");
    if (named === unknownValue || ports === unknownValue) {
        return true;
    }
    const anybody = isEmpty(named) || listAt(rule, peers).some(isAnybody);
    return anybody && (isEmpty(ports) || listAt(ports).some(isAnyPort));
}

/** An entry with a protocol alone is about all of its ports. */
function isAnyPort(port: Value): boolean {
    return isEmpty(at(port, "port"));
}

function isAnybody(peer: Value): boolean {
    const isEverywhere = everywhere.includes(at(peer, "ipBlock", "cidr"));
    const namespaces = at(peer, "namespaceSelector");
    const everyNamespace =
        isFields(namespaces) && Object.values<Value>(namespaces).every((part) => isEmpty(part));
    return (
        peer === unknownValue ||
        (isEverywhere && isEmpty(at(peer, "ipBlock", "except"))) ||
        (everyNamespace && selectsAll(at(peer, "podSelector")))
    );
}

/** An absent selector, or one without conditions. */
function selectsAll(selector: Value): boolean {
    return (
        isEmpty(selector) ||
        (isFields(selector) && Object.values<Value>(selector).every((part) => isEmpty(part)))
    );
}

/** The Cilium policies of the stack, of one namespace or of the whole cluster. */
export function ciliumPolicies(stack: Stack): readonly KubeObject[] {
    return objectsIn(stack, "cilium.io", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy");
}

/** Rules of a Cilium policy that let everybody in, or let its pods reach everything. */
export function openCiliumRules(policy: KubeObject): readonly string[] {
    const specs: readonly Value[] = [at(policy.body, "spec"), ...listAt(policy.body, "specs")];
    const directions = [
        ["ingress", "from"],
        ["egress", "to"],
    ] as const;
    return directions.flatMap(([direction, side]) => {
        const rules = specs.flatMap((spec) => listAt(spec, direction));
        return rules.some((rule) => isOpenInCilium(rule, side, policy.kind))
            ? [
                  `The Cilium policy ${namespaced(policy)} must not allow all ${direction}: name the peers or the ports.`,
              ]
            : [];
    });
}

function isOpenInCilium(rule: Value, side: "from" | "to", kind: string): boolean {
    const everybody =
        listAt(rule, `${side}Entities`).some((one) => everyone.includes(one)) ||
        listAt(rule, `${side}CIDR`).some((cidr) => everywhere.includes(cidr)) ||
        listAt(rule, `${side}CIDRSet`).some(
            (set) => everywhere.includes(at(set, "cidr")) && isEmpty(at(set, "except")),
        ) ||
        // In a policy of a namespace the empty selector means the pods beside it.
        (kind === "CiliumClusterwideNetworkPolicy" &&
            listAt(rule, `${side}Endpoints`).some(selectsAll));
    return rule === unknownValue || (everybody && isEmpty(at(rule, "toPorts")));
}
