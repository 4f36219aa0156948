import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { HomelabConfig } from "../../config/schema";

/** One end of a way of traffic. */
export type Peer =
    | { readonly pods: Labels; readonly namespace?: string }
    | { readonly pods: Labels; readonly namespacesWith: Labels }
    | { readonly podsWith: readonly string[]; readonly namespacesWith: Labels }
    | { readonly namespacesWithKey: string }
    | { readonly cidrs: readonly string[] };

type Labels = Readonly<Record<string, string>>;

/** The nodes themselves, and whatever runs in their own network. */
export function nodesOf({ nodes }: Pick<HomelabConfig["cluster"], "nodes">): Peer {
    return { cidrs: nodes.map(({ ip }) => `${ip}/32`) };
}

/** Traffic allowed to or from a set of pods. */
export interface TrafficRule {
    /** Absent: any peer. */
    readonly peers?: readonly Peer[];
    /** Empty: every port. */
    readonly ports: readonly number[];
    /** @default "TCP" */
    readonly protocol?: "TCP" | "UDP";
}

export interface NetworkPolicyArgs {
    readonly namespace: string;
    /** Pods it is about; empty for all of the namespace. */
    readonly pods: Labels;
    readonly ingress?: readonly TrafficRule[];
    readonly egress?: readonly TrafficRule[];
}

/** Allows named ways of traffic; what no policy names stays denied by the namespace's default. */
export function networkPolicy(
    name: string,
    args: NetworkPolicyArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy {
    return new k8s.networking.v1.NetworkPolicy(
        `${args.namespace}-${name}`,
        {
            metadata: { name, namespace: args.namespace },
            spec: {
                podSelector: selecting(args.pods),
                policyTypes: [
                    ...(args.ingress ? ["Ingress"] : []),
                    ...(args.egress ? ["Egress"] : []),
                ],
                ...(args.ingress && {
                    ingress: args.ingress.map((rule) => ({
                        ...portsOf(rule),
                        ...(rule.peers && { from: rule.peers.flatMap(peersOf) }),
                    })),
                }),
                ...(args.egress && {
                    egress: args.egress.map((rule) => ({
                        ...portsOf(rule),
                        ...(rule.peers && { to: rule.peers.flatMap(peersOf) }),
                    })),
                }),
            },
        },
        opts,
    );
}

function portsOf(rule: TrafficRule) {
    return rule.ports.length === 0
        ? {}
        : { ports: rule.ports.map((port) => ({ protocol: rule.protocol ?? "TCP", port })) };
}

/** All of them when no label is named; the API server drops an empty map, which would be drift. */
function selecting(labels: Labels): { matchLabels?: Labels } {
    return Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } };
}

function peersOf(peer: Peer): k8s.types.input.networking.v1.NetworkPolicyPeer[] {
    if ("cidrs" in peer) {
        return peer.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
    }
    if ("namespacesWithKey" in peer) {
        return [
            {
                namespaceSelector: {
                    matchExpressions: [{ key: peer.namespacesWithKey, operator: "Exists" }],
                },
            },
        ];
    }
    const podSelector =
        "podsWith" in peer
            ? { matchExpressions: peer.podsWith.map((key) => ({ key, operator: "Exists" })) }
            : selecting(peer.pods);
    if ("namespacesWith" in peer) {
        return [{ podSelector, namespaceSelector: selecting(peer.namespacesWith) }];
    }
    if ("namespace" in peer && peer.namespace !== undefined) {
        return [
            {
                podSelector,
                namespaceSelector: {
                    matchLabels: { "kubernetes.io/metadata.name": peer.namespace },
                },
            },
        ];
    }
    return [{ podSelector }];
}
