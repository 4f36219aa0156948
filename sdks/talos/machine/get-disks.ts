import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input, output } from "../types";

const token = "talos:machine/getDisks:getDisks";
const properties = ["clientConfiguration", "endpoint", "node", "selector", "timeouts"];

/** Arguments of {@link getDisks}. */
export interface GetDisksArgs {
    clientConfiguration: input.machine.GetDisksClientConfiguration;
    /**
     * Where to reach the Talos API.
     *
     * @default the node
     */
    endpoint?: string;
    node: string;
    /**
     * CEL expression over a disk ("disk.size > 6u * GB").
     *
     * @default every disk
     */
    selector?: string;
    timeouts?: input.machine.GetDisksTimeouts;
}

/** Arguments of {@link getDisksOutput}. */
export type GetDisksOutputArgs = Inputs<GetDisksArgs>;

/** What {@link getDisks} answers. */
export interface GetDisksResult extends Readonly<GetDisksArgs> {
    readonly disks: output.machine.GetDisksDisk[];
    readonly endpoint: string;
    readonly id: string;
}

/** Lists the disks of a machine. */
export function getDisks(args: GetDisksArgs, opts?: pulumi.InvokeOptions): Promise<GetDisksResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getDisks} for arguments that are not known yet. */
export function getDisksOutput(
    args: GetDisksOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDisksResult> {
    return invokeOutput(token, properties, args, opts);
}
