import * as pulumi from "@pulumi/pulumi";
import * as talos from "@pulumiverse/talos";
import type { HomelabConfig, NodeConfig } from "../../config/schema";
import type { Infrastructure } from "../infrastructure";
import { plainSecrets } from "./plain-secrets";
import { installPatch, type MachineConfigArgs, machineConfigPatches } from "./machine-config";

export interface TalosClusterArgs extends MachineConfigArgs {
    readonly infrastructure: Infrastructure;
    readonly protected: boolean;
}

/**
 * Layer 4: Talos on the VMs: the cluster's own secrets, each node's configuration, the first
 * start of etcd, and a kubeconfig once everything is healthy.
 */
export class TalosCluster extends pulumi.ComponentResource {
    /** Administrator kubeconfig; secret; there only when the control plane answers. */
    readonly kubeconfig: pulumi.Output<string>;
    /** Client configuration for `talosctl`; secret. */
    readonly talosconfig: pulumi.Output<string>;
    /** Certificate authorities, tokens and the key that opens etcd, as JSON; secret. */
    readonly machineSecrets: pulumi.Output<string>;
    /** The VM whose end is the end of everything that lives in the cluster. */
    readonly lifeline: pulumi.Resource;

    constructor(name: string, args: TalosClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:cluster:TalosCluster", name, { cluster: args.cluster }, opts);
        const { cluster } = args;
        const first = cluster.nodes.find((node) => node.role === "controlplane");
        if (!first) {
            throw new Error("cluster.nodes: none has the role controlplane. Give one that role.");
        }
        this.lifeline = vmOf(args.infrastructure, first.name);

        const secrets = new talos.machine.Secrets(
            `${name}-secrets`,
            { talosVersion: contractOf(cluster.talosVersion) },
            {
                parent: this,
                protect: args.protected,
                // The contract under which the cluster was born; raising it later renames the key
                // that opens etcd.
                ignoreChanges: ["talosVersion"],
                additionalSecretOutputs: ["machineSecrets", "clientConfiguration"],
            },
        );
        const client = pulumi.secret(secrets.clientConfiguration);
        this.machineSecrets = pulumi
            .secret(secrets.machineSecrets)
            .apply((bundle) => JSON.stringify(plainSecrets(bundle)));
        const applied = this.configureNodes(args, secrets, client);
        const bootstrap = new talos.machine.Bootstrap(
            `${name}-bootstrap`,
            { clientConfiguration: client, node: first.ip },
            {
                parent: this,
                protect: args.protected,
                dependsOn: applied,
                customTimeouts: { create: "15m" },
            },
        );
        const control = applied.filter((_, index) => cluster.nodes[index]?.role === "controlplane");
        const kubeconfig = new talos.cluster.Kubeconfig(
            `${name}-kubeconfig`,
            {
                clientConfiguration: this.healthy(cluster, client, [bootstrap, ...control]),
                node: first.ip,
            },
            { parent: this, dependsOn: [bootstrap] },
        );
        this.kubeconfig = kubeconfig.kubeconfigRaw;
        this.talosconfig = this.talosconfigOf(cluster, client);
        this.registerOutputs({ nodes: cluster.nodes.map((node) => node.name) });
    }

    /** Gives each node its configuration: Talos' own for the role, patched for the house and the node. */
    private configureNodes(
        args: TalosClusterArgs,
        secrets: talos.machine.Secrets,
        clientConfiguration: ClientConfiguration,
    ): pulumi.Resource[] {
        const { cluster, infrastructure } = args;
        const generated = (machineType: NodeConfig["role"]) =>
            talos.machine.getConfigurationOutput(
                {
                    clusterName: cluster.name,
                    clusterEndpoint: `https://${cluster.endpoint}:6443`,
                    machineType,
                    machineSecrets: pulumi.secret(secrets.machineSecrets),
                    talosVersion: secrets.talosVersion,
                    kubernetesVersion: cluster.kubernetesVersion,
                },
                { parent: this },
            ).machineConfiguration;
        const byRole = { controlplane: generated("controlplane"), worker: generated("worker") };
        return cluster.nodes.map(
            (node) =>
                new talos.machine.ConfigurationApply(
                    `${node.name}-config`,
                    {
                        clientConfiguration,
                        machineConfigurationInput: byRole[node.role],
                        node: node.ip,
                        applyMode: "staged_if_needing_reboot",
                        configPatches: [
                            ...machineConfigPatches(args, node),
                            infrastructure.image.installer.apply(installPatch),
                        ],
                    },
                    {
                        parent: this,
                        dependsOn: [vmOf(infrastructure, node.name)],
                        // A machine built anew waits for its configuration like the first one did.
                        replaceWith: [vmOf(infrastructure, node.name)],
                    },
                ),
        );
    }

    /**
     * The client configuration, held back until the control plane runs and etcd has its members. Of
     * workers nothing is asked: a preview that adds one would wait for a machine that is not there.
     */
    private healthy(
        cluster: HomelabConfig["cluster"],
        clientConfiguration: ClientConfiguration,
        after: readonly pulumi.Resource[],
    ): ClientConfiguration {
        const health = talos.cluster.getHealthOutput(
            {
                clientConfiguration,
                controlPlaneNodes: addresses(cluster, "controlplane"),
                endpoints: addresses(cluster, "controlplane"),
                // Nodes turn Ready with the network, which this program installs next.
                skipKubernetesChecks: true,
            },
            { parent: this, dependsOn: [...after] },
        );
        return pulumi.all([clientConfiguration, health]).apply(([client]) => client);
    }

    private talosconfigOf(
        cluster: HomelabConfig["cluster"],
        clientConfiguration: ClientConfiguration,
    ): pulumi.Output<string> {
        const { talosConfig } = talos.client.getConfigurationOutput(
            {
                clusterName: cluster.name,
                clientConfiguration,
                endpoints: addresses(cluster, "controlplane"),
                nodes: cluster.nodes.map((node) => node.ip),
            },
            { parent: this },
        );
        return pulumi.secret(talosConfig);
    }
}

type ClientConfiguration = talos.machine.Secrets["clientConfiguration"];

function addresses(cluster: HomelabConfig["cluster"], role: NodeConfig["role"]): string[] {
    return cluster.nodes.filter((node) => node.role === role).map((node) => node.ip);
}

function vmOf(infrastructure: Infrastructure, node: string): pulumi.Resource {
    const built = infrastructure.nodes[node];
    if (!built) {
        throw new Error(`no VM was built for the node ${node}`);
    }
    return built.vm;
}

/** `v1.13.9` to the configuration contract `v1.13`. */
function contractOf(version: string): string {
    return version.split(".").slice(0, 2).join(".");
}
