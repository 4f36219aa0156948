import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ContainerResources } from "../../../catalogue/container";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { MeshAuthority } from "./mesh";

const chart = {
    chart: "cilium",
    repository: "https://helm.cilium.io",
    version: "1.20.0",
} as const;

/** The keys of the chart that are set; see its values.yaml. */
interface CiliumValues {
    readonly ipam: { readonly mode: "kubernetes" };
    readonly kubeProxyReplacement: "true";
    readonly k8sServiceHost: string;
    readonly k8sServicePort: number;
    readonly cgroup: {
        readonly autoMount: { readonly enabled: false };
        readonly hostRoot: string;
    };
    readonly securityContext: {
        readonly capabilities: {
            readonly ciliumAgent: readonly string[];
            readonly cleanCiliumState: readonly string[];
        };
    };
    readonly encryption:
        | { readonly enabled: true; readonly type: "wireguard"; readonly nodeEncryption: false }
        | {
              readonly enabled: true;
              readonly type: "ztunnel";
              readonly ztunnel: {
                  readonly ca: { readonly type: "internal" };
                  readonly resources: ContainerResources;
              };
          };
    readonly policyEnforcementMode: "default";
    readonly policyCIDRMatchMode: readonly "nodes"[];
    readonly l2announcements: { readonly enabled: true };
    readonly k8sClientRateLimit: { readonly qps: number; readonly burst: number };
    readonly tls: {
        readonly secretSync: { readonly enabled: boolean };
        readonly secretsNamespace: { readonly create: false; readonly name: "" };
    };
    readonly hubble: { readonly enabled: boolean };
    readonly operator: { readonly replicas: number; readonly resources: ContainerResources };
    readonly resources: ContainerResources;
    readonly initResources: ContainerResources;
    readonly envoy: { readonly resources: ContainerResources };
    readonly rollOutCiliumPods: boolean;
}

/** How traffic between pods is encrypted. */
export type Encryption = "wireguard" | "ztunnel";

const encryptions: Readonly<Record<Encryption, CiliumValues["encryption"]>> = {
    wireguard: { enabled: true, type: "wireguard", nodeEncryption: false },
    ztunnel: {
        enabled: true,
        type: "ztunnel",
        ztunnel: {
            ca: { type: "internal" },
            resources: platformPods.mesh.ztunnel.containers.ztunnel,
        },
    },
};

const values: Omit<CiliumValues, "encryption"> = {
    ipam: { mode: "kubernetes" },
    kubeProxyReplacement: "true",
    // KubePrism: the API server at every node's own loopback, before any service works.
    k8sServiceHost: "localhost",
    k8sServicePort: 7445,
    // Talos mounts the cgroup hierarchy itself and lets no pod load kernel modules.
    cgroup: { autoMount: { enabled: false }, hostRoot: "/sys/fs/cgroup" },
    securityContext: {
        capabilities: {
            ciliumAgent: [
                "CHOWN",
                "KILL",
                "NET_ADMIN",
                "NET_RAW",
                "IPC_LOCK",
                "SYS_ADMIN",
                "SYS_RESOURCE",
                "DAC_OVERRIDE",
                "FOWNER",
                "SETGID",
                "SETUID",
            ],
            cleanCiliumState: ["NET_ADMIN", "SYS_ADMIN", "SYS_RESOURCE"],
        },
    },
    policyEnforcementMode: "default",
    // Without it an address rule never matches a node, and no pod could be let to the API server.
    policyCIDRMatchMode: ["nodes"],
    l2announcements: { enabled: true },
    // Announcing services renews one lease per service and node.
    k8sClientRateLimit: { qps: 20, burst: 40 },
    // Off: nothing is intercepted, and with it the operator could read every Secret. Without a name
    // the chart makes no namespace for such Secrets, and grants the agent none to read.
    tls: { secretSync: { enabled: false }, secretsNamespace: { create: false, name: "" } },
    // Off: its certificates are made by the chart anew at each rendering.
    hubble: { enabled: false },
    operator: {
        replicas: 1,
        resources: platformPods.network.operator.containers.operator,
    },
    resources: platformPods.network.agent.containers.agent,
    initResources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    envoy: { resources: platformPods.network.envoy.containers.envoy },
    rollOutCiliumPods: true,
};

const workersOnly = {
    matchExpressions: [{ key: "node-role.kubernetes.io/control-plane", operator: "DoesNotExist" }],
};

export interface CiliumArgs {
    readonly encryption: Encryption;
    readonly protected: boolean;
    /** Addresses that services of type LoadBalancer get. */
    readonly loadBalancerRange: string;
    /** Whether the cluster has workers; they announce addresses so that control planes need not. */
    readonly hasWorkers: boolean;
}

/**
 * The cluster's network: pods, services, enforced NetworkPolicies, encryption between them,
 * and LAN addresses for load balancers.
 *
 * @see https://www.talos.dev/latest/kubernetes-guides/network/deploying-cilium/
 */
export class Cilium extends pulumi.ComponentResource {
    /** Wait for these before anything that runs pods. */
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: CiliumArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Cilium", name, args, opts);

        const authority =
            args.encryption === "ztunnel"
                ? [new MeshAuthority("mesh", { protected: args.protected }, { parent: this })]
                : [];
        const release = chartRelease<CiliumValues>(
            name,
            {
                chart,
                namespace: "kube-system",
                values: { ...values, encryption: encryptions[args.encryption] },
                timeout: 900,
            },
            { parent: this, dependsOn: authority.map(({ secret }) => secret) },
        );
        // The operator brings these kinds, so they wait for the release.
        const inside = { parent: this, dependsOn: [release] };
        const pool = new k8s.apiextensions.CustomResource(
            "lan-addresses",
            {
                apiVersion: "cilium.io/v2",
                kind: "CiliumLoadBalancerIPPool",
                metadata: { name: "lan" },
                spec: { blocks: [{ cidr: args.loadBalancerRange }] },
            },
            inside,
        );
        const announcement = new k8s.apiextensions.CustomResource(
            "lan-announcement",
            {
                apiVersion: "cilium.io/v2alpha1",
                kind: "CiliumL2AnnouncementPolicy",
                metadata: { name: "lan" },
                spec: {
                    loadBalancerIPs: true,
                    externalIPs: false,
                    ...(args.hasWorkers && { nodeSelector: workersOnly }),
                },
            },
            inside,
        );
        this.ready = [release, pool, announcement];
        this.registerOutputs({ loadBalancerRange: args.loadBalancerRange });
    }
}
