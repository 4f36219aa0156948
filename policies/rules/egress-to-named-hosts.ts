import {
    all,
    any,
    type Condition,
    each,
    filled,
    matching,
    noneOf,
    not,
    present,
    unlike,
} from "../conditions/condition";
import { everybodyInCilium } from "../views/network-policies";
import { type KindRef, objectRule } from "../conditions/object-rule";

const kubernetes: KindRef = {
    ...{ group: "networking.k8s.io", version: "v1" },
    ...{ kind: "NetworkPolicy", plural: "networkpolicies" },
};
const cilium: KindRef = {
    ...{ group: "cilium.io", version: "v2" },
    ...{ kind: "CiliumNetworkPolicy", plural: "ciliumnetworkpolicies" },
};
const clusterwide: KindRef = {
    ...{ group: "cilium.io", version: "v2" },
    ...{ kind: "CiliumClusterwideNetworkPolicy", plural: "ciliumclusterwidenetworkpolicies" },
};
/** So few bits fit that it is half the world, or a good part of it. */
const vast = /\/0*[0-7]$/;

/** A rule of a Kubernetes policy that names whom its pods may reach, and not everybody. */
const named = all(filled("to"), each("to", unlike("ipBlock.cidr", vast)));

/** The same of one of Cilium's; the names that DNS may be asked for are no way out. */
const namedInCilium = all(
    any(...["toEndpoints", "toEntities", "toCIDR", "toCIDRSet", "toFQDNs"].map(present)),
    each("toEntities", noneOf([], ...everybodyInCilium)),
    each("toCIDR", unlike([], vast)),
    each("toCIDRSet", unlike("cidr", vast)),
    each("toFQDNs", any(not(present("matchPattern")), matching("matchPattern", /[A-Za-z0-9]/))),
);

/** Pods of apps reach what their catalogue names, and not whatever they like. */
export const egressToNamedHosts = objectRule({
    id: "PRV-02",
    name: "egress-to-named-hosts",
    description: "Policies of apps must name whom their pods may reach, at each port.",
    clause: { section: "Data Privacy", line: 507 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Name the hosts, namespaces or addresses that the app's file declares; a port alone is open to everybody.",
    subjects: [kubernetes, cilium, clusterwide],
    requirements: ({ appNamespaces }) => {
        const ofApps = (must: Condition) =>
            any(noneOf("metadata.namespace", ...appNamespaces), must);
        return [
            {
                kinds: [kubernetes.kind],
                must: ofApps(each("spec.egress", named)),
                says: "name in each egress rule whom its pods may reach",
            },
            {
                kinds: [cilium.kind],
                must: ofApps(
                    all(
                        each("spec.egress", namedInCilium),
                        each("specs", each("egress", namedInCilium)),
                    ),
                ),
                says: "name in each egress rule whom its pods may reach",
            },
            {
                kinds: [clusterwide.kind],
                must: all(
                    each("spec.egress", namedInCilium),
                    each("specs", each("egress", namedInCilium)),
                ),
                says: "name in each egress rule whom its pods may reach",
            },
        ];
    },
});
