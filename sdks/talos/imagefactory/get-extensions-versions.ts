import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input, output } from "../types";

const token = "talos:imageFactory/getExtensionsVersions:getExtensionsVersions";
const properties = ["exactFilters", "filters", "talosVersion"];

/** Arguments of {@link getExtensionsVersions}. */
export interface GetExtensionsVersionsArgs {
    /** Keeps extensions with exactly these names. */
    exactFilters?: input.imageFactory.GetExtensionsVersionsExactFilters;
    /** Keeps extensions whose names contain one of these. */
    filters?: input.imageFactory.GetExtensionsVersionsFilters;
    talosVersion: string;
}

/** Arguments of {@link getExtensionsVersionsOutput}. */
export type GetExtensionsVersionsOutputArgs = Inputs<GetExtensionsVersionsArgs>;

/** What {@link getExtensionsVersions} answers. */
export interface GetExtensionsVersionsResult extends Readonly<GetExtensionsVersionsArgs> {
    readonly extensionsInfos: output.imageFactory.GetExtensionsVersionsExtensionsInfo[];
    readonly id: string;
}

/** Lists the system extensions Image Factory offers for a version of Talos. */
export function getExtensionsVersions(
    args: GetExtensionsVersionsArgs,
    opts?: pulumi.InvokeOptions,
): Promise<GetExtensionsVersionsResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getExtensionsVersions} for arguments that are not known yet. */
export function getExtensionsVersionsOutput(
    args: GetExtensionsVersionsOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetExtensionsVersionsResult> {
    return invokeOutput(token, properties, args, opts);
}
