import { join } from "node:path";
import type { ControlPlane } from "../control-plane/control-plane";
import { Program } from "../control-plane/program";

/** Starts the real controller in front of a control plane; it ends with it. */
export function startUnsealing(
    program: string,
    controlPlane: ControlPlane,
    namespace: string,
): void {
    const { folder } = controlPlane;
    const account = `system:serviceaccount:${namespace}:sealed-secrets-controller`;
    const kubeconfig = controlPlane.kubeconfigAs(account);
    const args = ["--kubeconfig", kubeconfig, "--namespace", namespace];
    const log = join(folder, "sealed-secrets.log");
    controlPlane.adopt(new Program("sealed-secrets", program, args, { folder, log }));
}
