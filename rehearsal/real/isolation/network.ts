import * as ipaddr from "ipaddr.js";
import type { KubernetesObject } from "../../control-plane/api";

type Labels = Readonly<Record<string, string>>;

interface Selector {
    readonly matchLabels?: Labels;
    readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
    }[];
}

interface Peer {
    readonly podSelector?: Selector;
    readonly namespaceSelector?: Selector;
    readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
    readonly protocol?: string;
    readonly port?: number | string;
    readonly endPort?: number;
}

interface Rule {
    readonly ports?: readonly Port[];
    readonly from?: readonly Peer[];
    readonly to?: readonly Peer[];
}

/** A NetworkPolicy, as the server holds it. */
export interface NetworkPolicy extends KubernetesObject {
    readonly spec: {
        readonly podSelector?: Selector;
        readonly policyTypes?: readonly string[];
        readonly ingress?: readonly Rule[];
        readonly egress?: readonly Rule[];
    };
}

/** One end of traffic: a pod, or an address outside the cluster. */
export interface End {
    readonly namespace?: string;
    readonly namespaceLabels?: Labels;
    readonly labels?: Labels;
    /** Numbers of the ports that have names. */
    readonly namedPorts?: Readonly<Record<string, number>>;
    /** Of an end outside; a pod's address matches no block, as upstream advises to assume. */
    readonly address?: string;
}

export interface Traffic {
    readonly from: End;
    readonly to: End;
    readonly port: number;
    /** @default "TCP" */
    readonly protocol?: string;
}

/**
 * Whether NetworkPolicies let traffic pass: both the sender's egress and the receiver's ingress must.
 * An end that no policy selects for a direction is open in it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function passes(policies: readonly NetworkPolicy[], traffic: Traffic): boolean {
    return (
        allows(policies, traffic.from, traffic.to, "Egress", traffic) &&
        allows(policies, traffic.to, traffic.from, "Ingress", traffic)
    );
}

type Direction = "Ingress" | "Egress";

function allows(
    policies: readonly NetworkPolicy[],
    subject: End,
    other: End,
    direction: Direction,
    { port, protocol = "TCP", to }: Traffic,
): boolean {
    const about = policies.filter(
        (policy) =>
            policy.metadata.namespace === subject.namespace &&
            subject.namespace !== undefined &&
            selects(policy.spec.podSelector ?? {}, subject.labels ?? {}) &&
            typesOf(policy).includes(direction),
    );
    return (
        about.length === 0 ||
        about.some(({ spec, metadata }) =>
            ((direction === "Ingress" ? spec.ingress : spec.egress) ?? []).some(
                (rule) =>
                    hasPort(rule.ports, port, protocol, to) &&
                    hasPeer(
                        direction === "Ingress" ? rule.from : rule.to,
                        other,
                        metadata.namespace ?? "",
                    ),
            ),
        )
    );
}

/** Without types, a policy is about ingress, and about egress where it has rules for that. */
function typesOf({ spec }: NetworkPolicy): readonly string[] {
    return spec.policyTypes ?? ["Ingress", ...(spec.egress === undefined ? [] : ["Egress"])];
}

function hasPort(
    ports: readonly Port[] | undefined,
    wanted: number,
    protocol: string,
    to: End,
): boolean {
    if (ports === undefined || ports.length === 0) {
        return true;
    }
    return ports.some((entry) => {
        const number = typeof entry.port === "string" ? to.namedPorts?.[entry.port] : entry.port;
        const named = entry.port !== undefined;
        const inside =
            number !== undefined && wanted >= number && wanted <= (entry.endPort ?? number);
        return (entry.protocol ?? "TCP") === protocol && (!named || inside);
    });
}

function hasPeer(peers: readonly Peer[] | undefined, other: End, home: string): boolean {
    return peers === undefined || peers.length === 0
        ? true
        : peers.some((peer) => isPeer(peer, other, home));
}

function isPeer(
    { ipBlock, podSelector, namespaceSelector }: Peer,
    other: End,
    home: string,
): boolean {
    if (ipBlock !== undefined) {
        const { address } = other;
        return (
            address !== undefined &&
            within(address, ipBlock.cidr) &&
            !(ipBlock.except ?? []).some((cidr) => within(address, cidr))
        );
    }
    if (other.namespace === undefined) {
        return false;
    }
    const rightNamespace =
        namespaceSelector === undefined
            ? other.namespace === home
            : selects(namespaceSelector, other.namespaceLabels ?? {});
    return rightNamespace && selects(podSelector ?? {}, other.labels ?? {});
}

/** Whether an address is in a block; one of the other family never is. */
export function within(address: string, cidr: string): boolean {
    const parsed = ipaddr.parse(address);
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return parsed.kind() === network.kind() && parsed.match([network, bits] as never);
}

/** An empty selector selects everything. */
export function selects(
    { matchLabels = {}, matchExpressions = [] }: Selector,
    labels: Labels,
): boolean {
    return (
        Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
        matchExpressions.every(({ key, operator, values = [] }) => {
            const value = labels[key];
            switch (operator) {
                case "In":
                    return value !== undefined && values.includes(value);
                case "NotIn":
                    return value === undefined || !values.includes(value);
                case "Exists":
                    return value !== undefined;
                case "DoesNotExist":
                    return value === undefined;
                default:
                    throw new Error(`${operator}: there is no such operator in a selector.`);
            }
        })
    );
}

/** Every port that policies name, as `TCP/443`; both ends of each range, and what follows it. */
export function gatesOf(policies: readonly NetworkPolicy[]): readonly string[] {
    const ports = policies.flatMap(rulesOf).flatMap(({ ports: named = [] }) => named);
    return [
        ...new Set(
            ports.flatMap(({ protocol = "TCP", port, endPort }) =>
                typeof port === "number"
                    ? [port, ...(endPort === undefined ? [] : [endPort, endPort + 1])].map(
                          (number) => `${protocol}/${number}`,
                      )
                    : [],
            ),
        ),
    ];
}

/** Every block of addresses that a policy names. */
export function blocksOf(policy: NetworkPolicy): readonly string[] {
    return rulesOf(policy)
        .flatMap(({ from = [], to = [] }) => [...from, ...to])
        .flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock.cidr]));
}

function rulesOf({ spec }: NetworkPolicy): readonly Rule[] {
    return [...(spec.ingress ?? []), ...(spec.egress ?? [])];
}
