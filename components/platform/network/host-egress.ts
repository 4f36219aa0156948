import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface HostEgressArgs {
    readonly namespace: string;
    readonly pods: Readonly<Record<string, string>>;
    /** Full host names, or `*.` and a domain, with the port each is called on. */
    readonly hosts: readonly Host[];
}

interface Host {
    readonly name: string;
    readonly port: number;
    /** @default "TCP" */
    readonly protocol?: "TCP" | "UDP";
}

/**
 * Lets pods call hosts outside of the house by name. NetworkPolicies know addresses only, and those
 * of a service change by the hour; Cilium learns them from the pods' own look-ups.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 */
export function hostEgress(
    name: string,
    args: HostEgressArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    const gates = new Map(args.hosts.map((host) => [gateOf(host), host]));
    return new k8s.apiextensions.CustomResource(
        `${args.namespace}-${name}-hosts`,
        {
            apiVersion: "cilium.io/v2",
            kind: "CiliumNetworkPolicy",
            metadata: { name: `${name}-hosts`, namespace: args.namespace },
            spec: {
                endpointSelector: { matchLabels: { ...args.pods } },
                egress: [
                    lookUps,
                    ...[...gates.values()].map((gate) => callsThrough(gate, args.hosts)),
                ],
            },
        },
        opts,
    );
}

/** Look-ups pass Cilium's DNS proxy, which notes the answers. */
const lookUps = {
    toEndpoints: [
        {
            matchLabels: {
                "k8s:io.kubernetes.pod.namespace": "kube-system",
                "k8s:k8s-app": "kube-dns",
            },
        },
    ],
    toPorts: [
        {
            ports: [
                { port: "53", protocol: "UDP" },
                { port: "53", protocol: "TCP" },
            ],
            rules: { dns: [{ matchPattern: "*" }] },
        },
    ],
};

function gateOf({ port, protocol = "TCP" }: Host): string {
    return `${protocol}/${port}`;
}

/** The calls on one port by one protocol. */
function callsThrough(gate: Host, hosts: readonly Host[]) {
    return {
        toFQDNs: hosts
            .filter((host) => gateOf(host) === gateOf(gate))
            .map(({ name }) =>
                // `**.` stands for one label or more.
                name.startsWith("*.") ? { matchPattern: `*${name}` } : { matchName: name },
            ),
        toPorts: [{ ports: [{ port: String(gate.port), protocol: gate.protocol ?? "TCP" }] }],
    };
}
