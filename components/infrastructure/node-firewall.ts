import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";

export interface NodeFirewallArgs {
    readonly cluster: string;
    readonly lanCidr: string;
    readonly nodeIps: readonly string[];
    /** Addresses of devices that apps in the nodes' network listen to, as CIDRs. */
    readonly heard: readonly string[];
}

/**
 * What may reach the nodes from outside: each other, and from the house the Kubernetes and Talos
 * APIs and the web ports of the gateway. Everything else is dropped by each VM's own firewall.
 */
export class NodeFirewall extends pulumi.ComponentResource {
    readonly securityGroup: pulumi.Output<string>;

    constructor(name: string, args: NodeFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:infrastructure:NodeFirewall", name, args, opts);

        // VM firewalls work only while the datacenter's is on; the policies keep the hosts reachable.
        const datacenter = new proxmoxve.cluster.FirewallLegacy(
            `${name}-datacenter`,
            { enabled: true, inputPolicy: "ACCEPT", outputPolicy: "ACCEPT" },
            { parent: this },
        );
        const nodes = new proxmoxve.firewall.IpsetLegacy(
            `${name}-nodes`,
            {
                name: `${args.cluster}-nodes`,
                comment: "Talos nodes",
                cidrs: args.nodeIps.map((ip) => ({ name: ip })),
            },
            { parent: this },
        );
        const fromLan = (dport: string, comment: string) => ({
            type: "in",
            action: "ACCEPT",
            proto: "tcp",
            source: args.lanCidr,
            dport,
            comment,
        });
        const group = new proxmoxve.cluster.firewall.security.GroupLegacy(
            `${name}-group`,
            {
                name: `${args.cluster}-node`,
                comment: "Talos nodes",
                rules: [
                    {
                        type: "in",
                        action: "ACCEPT",
                        source: pulumi.interpolate`+dc/${nodes.name}`,
                        comment: "between nodes",
                    },
                    fromLan("6443", "Kubernetes API"),
                    fromLan("50000", "Talos API"),
                    fromLan("80,443", "web gateway"),
                    ...fromDevices(args.heard),
                    {
                        type: "in",
                        action: "ACCEPT",
                        proto: "icmp",
                        source: args.lanCidr,
                        comment: "ping",
                    },
                ],
            },
            { parent: this, dependsOn: [datacenter] },
        );
        this.securityGroup = group.name;
        this.registerOutputs({ securityGroup: this.securityGroup });
    }
}

/** What devices announce, and what they answer to a question that went to everybody. */
function fromDevices(heard: readonly string[]) {
    return heard.length === 0
        ? []
        : [
              {
                  type: "in",
                  action: "ACCEPT",
                  proto: "udp",
                  source: heard.join(","),
                  comment: "devices that are found by multicast",
              },
          ];
}
