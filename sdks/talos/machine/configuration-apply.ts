import type * as pulumi from "@pulumi/pulumi";

import { hasToken, registerResource, TalosResource } from "../support";
import type { input, output } from "../types";

const shape = {
    token: "talos:machine/configurationApply:ConfigurationApply",
    inputs: [
        "applyMode",
        "clientConfiguration",
        "clientConfigurationWo",
        "configPatches",
        "endpoint",
        "machineConfigurationInput",
        "machineConfigurationInputWo",
        "node",
        "onDestroy",
        "timeouts",
    ],
    required: ["node"],
    secretInputs: [
        "clientConfigurationWo",
        "machineConfigurationInput",
        "machineConfigurationInputWo",
    ],
    outputs: ["machineConfiguration", "machineConfigurationHash", "resolvedApplyMode"],
    secretOutputs: [
        "clientConfigurationWo",
        "machineConfiguration",
        "machineConfigurationInput",
        "machineConfigurationInputWo",
    ],
};

/**
 * Arguments of {@link ConfigurationApply}; exactly one of the two client configurations and of the
 * two machine configurations.
 */
export interface ConfigurationApplyArgs {
    /**
     * One of "auto", "reboot", "no_reboot", "staged" and "staged_if_needing_reboot".
     *
     * @default "auto"
     */
    applyMode?: pulumi.Input<string | undefined>;
    clientConfiguration?: pulumi.Input<input.machine.ClientConfiguration | undefined>;
    /** Write-only: the provider never reads it back. */
    clientConfigurationWo?: pulumi.Input<
        input.machine.ConfigurationApplyClientConfigurationWo | undefined
    >;
    /** Patches on top of the machine configuration, each YAML or JSON. */
    configPatches?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /**
     * Where to reach the Talos API.
     *
     * @default the node
     */
    endpoint?: pulumi.Input<string | undefined>;
    machineConfigurationInput?: pulumi.Input<string | undefined>;
    /** Write-only: the provider never reads it back. */
    machineConfigurationInputWo?: pulumi.Input<string | undefined>;
    node: pulumi.Input<string>;
    /** @default the machine is left alone */
    onDestroy?: pulumi.Input<input.machine.ConfigurationApplyOnDestroy | undefined>;
    timeouts?: pulumi.Input<input.machine.Timeout | undefined>;
}

/** What {@link ConfigurationApply.get} may look for. */
export interface ConfigurationApplyState extends Partial<ConfigurationApplyArgs> {
    machineConfiguration?: pulumi.Input<string | undefined>;
    machineConfigurationHash?: pulumi.Input<string | undefined>;
    resolvedApplyMode?: pulumi.Input<string | undefined>;
}

/** The machine configuration one machine runs; a change of it is never a replacement. */
export class ConfigurationApply extends TalosResource {
    static readonly __pulumiType = shape.token;

    declare readonly applyMode: pulumi.Output<string>;
    declare readonly clientConfiguration: pulumi.Output<
        output.machine.ClientConfiguration | undefined
    >;
    declare readonly clientConfigurationWo: pulumi.Output<
        output.machine.ConfigurationApplyClientConfigurationWo | undefined
    >;
    declare readonly configPatches: pulumi.Output<string[] | undefined>;
    declare readonly endpoint: pulumi.Output<string>;
    /** The configuration with its patches; secret. */
    declare readonly machineConfiguration: pulumi.Output<string>;
    /** SHA-256 of `machineConfiguration`, in hexadecimal. */
    declare readonly machineConfigurationHash: pulumi.Output<string>;
    declare readonly machineConfigurationInput: pulumi.Output<string | undefined>;
    declare readonly machineConfigurationInputWo: pulumi.Output<string | undefined>;
    declare readonly node: pulumi.Output<string>;
    declare readonly onDestroy: pulumi.Output<
        output.machine.ConfigurationApplyOnDestroy | undefined
    >;
    /** The mode "staged_if_needing_reboot" came to; else the mode asked for. */
    declare readonly resolvedApplyMode: pulumi.Output<string>;
    declare readonly timeouts: pulumi.Output<output.machine.Timeout | undefined>;

    constructor(name: string, args: ConfigurationApplyArgs, opts?: pulumi.CustomResourceOptions) {
        super(shape, name, args, opts);
    }

    /** Reads a resource that exists. */
    static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        state?: ConfigurationApplyState,
        opts?: pulumi.CustomResourceOptions,
    ): ConfigurationApply {
        return new ConfigurationApply(name, state as ConfigurationApplyArgs, { ...opts, id });
    }

    /** True for a ConfigurationApply of this or another copy of the SDK. */
    static override isInstance(obj: unknown): obj is ConfigurationApply {
        return hasToken(obj, shape.token);
    }
}

registerResource(
    shape.token,
    (name, opts) => new ConfigurationApply(name, {} as ConfigurationApplyArgs, opts),
);
