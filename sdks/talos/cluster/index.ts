/** A cluster as a whole: its health and access to its Kubernetes API. */

export * from "./get-health";
export * from "./get-kubeconfig";
export * from "./kubeconfig";
