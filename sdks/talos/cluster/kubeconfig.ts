import type * as pulumi from "@pulumi/pulumi";

import { hasToken, registerResource, TalosResource } from "../support";
import type { input, output } from "../types";

const shape = {
    token: "talos:cluster/kubeconfig:Kubeconfig",
    inputs: ["certificateRenewalDuration", "clientConfiguration", "endpoint", "node", "timeouts"],
    required: ["clientConfiguration", "node"],
    outputs: ["kubeconfigRaw", "kubernetesClientConfiguration"],
    secretOutputs: ["kubeconfigRaw"],
};

/** Arguments of a {@link Kubeconfig}. */
export interface KubeconfigArgs {
    /**
     * How long before its end a client certificate is renewed, as a Go duration.
     *
     * @default "720h"
     */
    certificateRenewalDuration?: pulumi.Input<string | undefined>;
    clientConfiguration: pulumi.Input<input.cluster.KubeconfigClientConfiguration>;
    /**
     * Where to reach the Talos API.
     *
     * @default the node
     */
    endpoint?: pulumi.Input<string | undefined>;
    /** A control plane machine. */
    node: pulumi.Input<string>;
    timeouts?: pulumi.Input<input.cluster.KubeconfigTimeouts | undefined>;
}

/** What {@link Kubeconfig.get} may look for. */
export interface KubeconfigState extends Partial<KubeconfigArgs> {
    kubeconfigRaw?: pulumi.Input<string | undefined>;
    kubernetesClientConfiguration?: pulumi.Input<
        input.cluster.KubeconfigKubernetesClientConfiguration | undefined
    >;
}

/** An administrator's access to the cluster's Kubernetes API, kept in the state. */
export class Kubeconfig extends TalosResource {
    static readonly __pulumiType = shape.token;

    declare readonly certificateRenewalDuration: pulumi.Output<string>;
    declare readonly clientConfiguration: pulumi.Output<output.cluster.KubeconfigClientConfiguration>;
    declare readonly endpoint: pulumi.Output<string>;
    /** The client configuration file, as YAML; secret. */
    declare readonly kubeconfigRaw: pulumi.Output<string>;
    declare readonly kubernetesClientConfiguration: pulumi.Output<output.cluster.KubeconfigKubernetesClientConfiguration>;
    declare readonly node: pulumi.Output<string>;
    declare readonly timeouts: pulumi.Output<output.cluster.KubeconfigTimeouts | undefined>;

    constructor(name: string, args: KubeconfigArgs, opts?: pulumi.CustomResourceOptions) {
        super(shape, name, args, opts);
    }

    /** Reads a resource that exists. */
    static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        state?: KubeconfigState,
        opts?: pulumi.CustomResourceOptions,
    ): Kubeconfig {
        return new Kubeconfig(name, state as KubeconfigArgs, { ...opts, id });
    }

    /** True for a Kubeconfig of this or another copy of the SDK. */
    static override isInstance(obj: unknown): obj is Kubeconfig {
        return hasToken(obj, shape.token);
    }
}

registerResource(shape.token, (name, opts) => new Kubeconfig(name, {} as KubeconfigArgs, opts));
