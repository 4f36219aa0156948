import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input } from "../types";

const token = "talos:machine/getConfiguration:getConfiguration";
const properties = [
    "clusterEndpoint",
    "clusterName",
    "configPatches",
    "docs",
    "examples",
    "kubernetesVersion",
    "machineSecrets",
    "machineType",
    "talosVersion",
];

/** Arguments of {@link getConfiguration}. */
export interface GetConfigurationArgs {
    /** URL of the Kubernetes API ("https://10.0.0.10:6443"). */
    clusterEndpoint: string;
    clusterName: string;
    /** Patches on top of the generated configuration, each YAML or JSON. */
    configPatches?: string[];
    /** @default false */
    docs?: boolean;
    /** @default false */
    examples?: boolean;
    /** @default the version the provider is built with */
    kubernetesVersion?: string;
    machineSecrets: input.machine.MachineSecrets;
    /** "controlplane" or "worker". */
    machineType: string;
    /**
     * Version of Talos whose defaults are generated; it does not choose the version installed.
     *
     * @default the version the provider is built with
     */
    talosVersion?: string;
}

/** Arguments of {@link getConfigurationOutput}. */
export type GetConfigurationOutputArgs = Inputs<GetConfigurationArgs>;

/** What {@link getConfiguration} answers; `machineConfiguration` is secret. */
export interface GetConfigurationResult extends Readonly<GetConfigurationArgs> {
    readonly id: string;
    readonly machineConfiguration: string;
}

/** Generates the configuration of one type of machine. */
export function getConfiguration(
    args: GetConfigurationArgs,
    opts?: pulumi.InvokeOptions,
): Promise<GetConfigurationResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getConfiguration} for arguments that are not known yet. */
export function getConfigurationOutput(
    args: GetConfigurationOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetConfigurationResult> {
    return invokeOutput(token, properties, args, opts);
}
