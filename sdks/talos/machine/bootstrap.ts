import type * as pulumi from "@pulumi/pulumi";

import { hasToken, registerResource, TalosResource } from "../support";
import type { input, output } from "../types";

const shape = {
    token: "talos:machine/bootstrap:Bootstrap",
    inputs: ["clientConfiguration", "clientConfigurationWo", "endpoint", "node", "timeouts"],
    required: ["node"],
    secretInputs: ["clientConfigurationWo"],
    secretOutputs: ["clientConfigurationWo"],
};

/** Arguments of {@link Bootstrap}; exactly one of the two client configurations. */
export interface BootstrapArgs {
    clientConfiguration?: pulumi.Input<input.machine.ClientConfiguration | undefined>;
    /** Write-only: the provider never reads it back. */
    clientConfigurationWo?: pulumi.Input<input.machine.BootstrapClientConfigurationWo | undefined>;
    /**
     * Where to reach the Talos API.
     *
     * @default the node
     */
    endpoint?: pulumi.Input<string | undefined>;
    /** The first control plane machine. */
    node: pulumi.Input<string>;
    /** @default `{ create: "10m" }` */
    timeouts?: pulumi.Input<input.machine.BootstrapTimeouts | undefined>;
}

/** What {@link Bootstrap.get} may look for. */
export type BootstrapState = Partial<BootstrapArgs>;

/** Starts etcd on the first control plane machine, once in the life of a cluster. */
export class Bootstrap extends TalosResource {
    static readonly __pulumiType = shape.token;

    declare readonly clientConfiguration: pulumi.Output<
        output.machine.ClientConfiguration | undefined
    >;
    declare readonly clientConfigurationWo: pulumi.Output<
        output.machine.BootstrapClientConfigurationWo | undefined
    >;
    declare readonly endpoint: pulumi.Output<string>;
    declare readonly node: pulumi.Output<string>;
    declare readonly timeouts: pulumi.Output<output.machine.BootstrapTimeouts | undefined>;

    constructor(name: string, args: BootstrapArgs, opts?: pulumi.CustomResourceOptions) {
        super(shape, name, args, opts);
    }

    /** Reads a resource that exists. */
    static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        state?: BootstrapState,
        opts?: pulumi.CustomResourceOptions,
    ): Bootstrap {
        return new Bootstrap(name, state as BootstrapArgs, { ...opts, id });
    }

    /** True for a Bootstrap of this or another copy of the SDK. */
    static override isInstance(obj: unknown): obj is Bootstrap {
        return hasToken(obj, shape.token);
    }
}

registerResource(shape.token, (name, opts) => new Bootstrap(name, {} as BootstrapArgs, opts));
