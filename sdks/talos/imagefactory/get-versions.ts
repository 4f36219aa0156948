import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input } from "../types";

const token = "talos:imageFactory/getVersions:getVersions";
const properties = ["filters"];

/** Arguments of {@link getVersions}. */
export interface GetVersionsArgs {
    filters?: input.imageFactory.GetVersionsFilters;
}

/** Arguments of {@link getVersionsOutput}. */
export type GetVersionsOutputArgs = Inputs<GetVersionsArgs>;

/** What {@link getVersions} answers. */
export interface GetVersionsResult extends Readonly<GetVersionsArgs> {
    readonly id: string;
    readonly talosVersions: string[];
}

/** Lists the versions of Talos that Image Factory builds. */
export function getVersions(
    args?: GetVersionsArgs,
    opts?: pulumi.InvokeOptions,
): Promise<GetVersionsResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getVersions} for arguments that are not known yet. */
export function getVersionsOutput(
    args?: GetVersionsOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVersionsResult> {
    return invokeOutput(token, properties, args, opts);
}
