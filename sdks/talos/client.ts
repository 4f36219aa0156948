/** The client configuration file of `talosctl`. */

import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "./support";
import type { input } from "./types";

const token = "talos:client/getConfiguration:getConfiguration";
const properties = ["clientConfiguration", "clusterName", "endpoints", "nodes"];

/** Arguments of {@link getConfiguration}. */
export interface GetConfigurationArgs {
    clientConfiguration: input.client.GetConfigurationClientConfiguration;
    /** Name of the context in the file. */
    clusterName: string;
    endpoints?: string[];
    nodes?: string[];
}

/** Arguments of {@link getConfigurationOutput}. */
export type GetConfigurationOutputArgs = Inputs<GetConfigurationArgs>;

/** What {@link getConfiguration} answers; `talosConfig` is secret. */
export interface GetConfigurationResult extends Readonly<GetConfigurationArgs> {
    readonly id: string;
    /** The file, as YAML. */
    readonly talosConfig: string;
}

/** Writes a client configuration file with one context. */
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
