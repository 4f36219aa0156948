import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface HostEgressArgs {
    readonly namespace: string;
    readonly pods: Readonly<Record<string, string>>;
    /** Full host names, or `*.` and a domain, with the TCP port each is called on. */
    readonly hosts: readonly { readonly name: string; readonly port: number }[];
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
    const ports = [...new Set(args.hosts.map(({ port }) => port))];
    return new k8s.apiextensions.CustomResource(
        `${args.namespace}-${name}-hosts`,
        {
            apiVersion: "cilium.io/v2",
            kind: "CiliumNetworkPolicy",
            metadata: { name: `${name}-hosts`, namespace: args.namespace },
            spec: {
                endpointSelector: { matchLabels: { ...args.pods } },
                egress: [lookUps, ...ports.map((port) => callsOn(port, args.hosts))],
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

function callsOn(port: number, hosts: HostEgressArgs["hosts"]) {
    return {
        toFQDNs: hosts
            .filter((host) => host.port === port)
            .map(({ name }) =>
                // `**.` stands for one label or more.
                name.startsWith("*.") ? { matchPattern: `*${name}` } : { matchName: name },
            ),
        toPorts: [{ ports: [{ port: String(port), protocol: "TCP" }] }],
    };
}
