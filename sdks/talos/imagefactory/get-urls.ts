import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { output } from "../types";

const token = "talos:imageFactory/getUrls:getUrls";
const properties = ["architecture", "platform", "sbc", "schematicId", "talosVersion"];

/** Arguments of {@link getUrls}; either `platform` or `sbc`. */
export interface GetUrlsArgs {
    /** @default "amd64" */
    architecture?: string;
    /** Where Talos runs: "metal", "nocloud", a cloud. */
    platform?: string;
    /** Name of a single-board computer. */
    sbc?: string;
    schematicId: string;
    talosVersion: string;
}

/** Arguments of {@link getUrlsOutput}. */
export type GetUrlsOutputArgs = Inputs<GetUrlsArgs>;

/** What {@link getUrls} answers. */
export interface GetUrlsResult extends Readonly<GetUrlsArgs> {
    readonly architecture: string;
    readonly id: string;
    readonly urls: output.imageFactory.GetUrlsUrls;
}

/** Names the images Image Factory serves for a schematic. */
export function getUrls(args: GetUrlsArgs, opts?: pulumi.InvokeOptions): Promise<GetUrlsResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getUrls} for arguments that are not known yet. */
export function getUrlsOutput(
    args: GetUrlsOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetUrlsResult> {
    return invokeOutput(token, properties, args, opts);
}
