import { dirname } from "node:path";
import type { ControlPlanePrograms } from "../control-plane/control-plane";
import { findPlugin } from "./provider-plugin";
import { toolPath } from "../engine/tools";

/** Paths of the real programs. */
export interface RealPrograms extends ControlPlanePrograms {
    readonly helm: string;
    readonly sealedSecrets: string;
    readonly river: string;
    /** Pulumi's own provider of Kubernetes; played where it is not installed. */
    readonly kubernetesPlugin: string | undefined;
}

/**
 * Looks for the real programs; to be done before the user's environment is out of reach.
 *
 * @throws Error saying what to build where one is missing.
 */
export function findRealPrograms(): RealPrograms {
    return {
        etcd: toolPath("etcd"),
        // Three programs in one folder.
        kubernetes: dirname(toolPath("kubernetes")),
        helm: toolPath("helm"),
        sealedSecrets: toolPath("sealed-secrets"),
        river: toolPath("river"),
        kubernetesPlugin: findPlugin("kubernetes"),
    };
}
