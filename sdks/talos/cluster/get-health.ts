import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input } from "../types";

const token = "talos:cluster/getHealth:getHealth";
const properties = [
    "clientConfiguration",
    "controlPlaneNodes",
    "endpoints",
    "skipKubernetesChecks",
    "timeouts",
    "workerNodes",
];

/** Arguments of {@link getHealth}; nodes are IP addresses. */
export interface GetHealthArgs {
    clientConfiguration: input.cluster.GetHealthClientConfiguration;
    controlPlaneNodes: string[];
    /** Where to reach the Talos API; at least one control plane machine. */
    endpoints: string[];
    /**
     * Asks Talos only, for a cluster that has no network plugin yet.
     *
     * @default false
     */
    skipKubernetesChecks?: boolean;
    /** @default `{ read: "10m" }` */
    timeouts?: input.cluster.GetHealthTimeouts;
    workerNodes?: string[];
}

/** Arguments of {@link getHealthOutput}. */
export type GetHealthOutputArgs = Inputs<GetHealthArgs>;

/** What {@link getHealth} answers: its arguments, once the cluster is well. */
export interface GetHealthResult extends Readonly<GetHealthArgs> {
    readonly id: string;
}

/** Waits until the cluster is healthy; fails when it is not in time. */
export function getHealth(
    args: GetHealthArgs,
    opts?: pulumi.InvokeOptions,
): Promise<GetHealthResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getHealth} for arguments that are not known yet. */
export function getHealthOutput(
    args: GetHealthOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetHealthResult> {
    return invokeOutput(token, properties, args, opts);
}
