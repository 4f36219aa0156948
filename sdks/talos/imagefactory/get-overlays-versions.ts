import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input, output } from "../types";

const token = "talos:imageFactory/getOverlaysVersions:getOverlaysVersions";
const properties = ["filters", "talosVersion"];

/** Arguments of {@link getOverlaysVersions}. */
export interface GetOverlaysVersionsArgs {
    filters?: input.imageFactory.GetOverlaysVersionsFilters;
    talosVersion: string;
}

/** Arguments of {@link getOverlaysVersionsOutput}. */
export type GetOverlaysVersionsOutputArgs = Inputs<GetOverlaysVersionsArgs>;

/** What {@link getOverlaysVersions} answers. */
export interface GetOverlaysVersionsResult extends Readonly<GetOverlaysVersionsArgs> {
    readonly id: string;
    readonly overlaysInfos: output.imageFactory.GetOverlaysVersionsOverlaysInfo[];
}

/** Lists the board overlays Image Factory offers for a version of Talos. */
export function getOverlaysVersions(
    args: GetOverlaysVersionsArgs,
    opts?: pulumi.InvokeOptions,
): Promise<GetOverlaysVersionsResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getOverlaysVersions} for arguments that are not known yet. */
export function getOverlaysVersionsOutput(
    args: GetOverlaysVersionsOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetOverlaysVersionsResult> {
    return invokeOutput(token, properties, args, opts);
}
