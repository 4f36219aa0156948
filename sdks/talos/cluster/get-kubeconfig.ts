import type * as pulumi from "@pulumi/pulumi";

import { invoke, invokeOutput, type Inputs } from "../support";
import type { input, output } from "../types";

const token = "talos:cluster/getKubeconfig:getKubeconfig";
const properties = ["clientConfiguration", "endpoint", "node", "timeouts", "wait"];

/** Arguments of {@link getKubeconfig}. */
export interface GetKubeconfigArgs {
    clientConfiguration: input.cluster.GetKubeconfigClientConfiguration;
    /**
     * Where to reach the Talos API.
     *
     * @default the node
     */
    endpoint?: string;
    /** A control plane machine. */
    node: string;
    timeouts?: input.cluster.GetKubeconfigTimeouts;
    /** @deprecated Does nothing; use getHealth. */
    wait?: boolean;
}

/** Arguments of {@link getKubeconfigOutput}. */
export type GetKubeconfigOutputArgs = Inputs<GetKubeconfigArgs>;

/** What {@link getKubeconfig} answers; `kubeconfigRaw` and the client's key are secret. */
export interface GetKubeconfigResult extends Readonly<GetKubeconfigArgs> {
    readonly endpoint: string;
    readonly id: string;
    /** The client configuration file, as YAML. */
    readonly kubeconfigRaw: string;
    readonly kubernetesClientConfiguration: output.cluster.GetKubeconfigKubernetesClientConfiguration;
}

/** Asks for a new client certificate at every call; the resource Kubeconfig keeps one. */
export function getKubeconfig(
    args: GetKubeconfigArgs,
    opts?: pulumi.InvokeOptions,
): Promise<GetKubeconfigResult> {
    return invoke(token, properties, args, opts);
}

/** {@link getKubeconfig} for arguments that are not known yet. */
export function getKubeconfigOutput(
    args: GetKubeconfigOutputArgs,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetKubeconfigResult> {
    return invokeOutput(token, properties, args, opts);
}
