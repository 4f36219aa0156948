import type * as pulumi from "@pulumi/pulumi";

import { hasToken, registerResource, TalosResource } from "../support";
import type { input, output } from "../types";

const shape = {
    token: "talos:machine/secrets:Secrets",
    inputs: ["talosVersion"],
    outputs: ["clientConfiguration", "machineSecrets"],
};

/** Arguments of {@link Secrets}. */
export interface SecretsArgs {
    /**
     * Version of Talos the secrets are made for ("v1.13"). Raising it changes nothing; lowering it
     * replaces the secrets, and with them the cluster.
     *
     * @default the version the provider is built with
     */
    talosVersion?: pulumi.Input<string | undefined>;
}

/** What {@link Secrets.get} may look for. */
export interface SecretsState extends SecretsArgs {
    clientConfiguration?: pulumi.Input<input.machine.ClientConfiguration | undefined>;
    machineSecrets?: pulumi.Input<input.machine.MachineSecretsArgs | undefined>;
}

/**
 * The secrets a cluster is made from. The provider marks the keys and tokens inside as secret, not
 * the objects as a whole.
 */
export class Secrets extends TalosResource {
    static readonly __pulumiType = shape.token;

    declare readonly clientConfiguration: pulumi.Output<output.machine.ClientConfiguration>;
    declare readonly machineSecrets: pulumi.Output<output.machine.MachineSecrets>;
    declare readonly talosVersion: pulumi.Output<string>;

    constructor(name: string, args?: SecretsArgs, opts?: pulumi.CustomResourceOptions) {
        super(shape, name, args, opts);
    }

    /** Reads a resource that exists. */
    static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        state?: SecretsState,
        opts?: pulumi.CustomResourceOptions,
    ): Secrets {
        return new Secrets(name, state, { ...opts, id });
    }

    /** True for Secrets of this or another copy of the SDK. */
    static override isInstance(obj: unknown): obj is Secrets {
        return hasToken(obj, shape.token);
    }
}

registerResource(shape.token, (name, opts) => new Secrets(name, undefined, opts));
