import { dirname } from "node:path";
import type { ControlPlanePrograms } from "../control-plane/control-plane";
import { toolPath } from "../engine/tools";

/** Paths of the real programs. */
export interface RealPrograms extends ControlPlanePrograms {
    readonly helm: string;
    readonly sealedSecrets: string;
    readonly river: string;
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
    };
}
