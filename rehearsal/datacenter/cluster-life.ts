import type { Datacenter } from "./datacenter";

/** A machine that has its Talos configuration; the id is its address. */
export const talosNodeType = "talos:node";
/** The cluster's etcd; while it exists the Kubernetes API answers. */
export const etcdType = "talos:etcd";

/** First start of etcd on a control plane; from now on the Kubernetes API answers. */
export function startCluster(datacenter: Datacenter, address: string): void {
    datacenter.put(etcdType, address, {});
    for (const name of ["default", "kube-node-lease", "kube-public", "kube-system"]) {
        const live = { metadata: { name } };
        datacenter.put("kubernetes:core/Namespace", name, { ...live, belongsToCluster: true });
    }
}

/** Whether there is a Kubernetes API to talk to. */
export function clusterRuns(datacenter: Datacenter): boolean {
    return datacenter.list(etcdType).length > 0;
}

/**
 * Takes machines out of the cluster. The last control plane takes etcd with it, and so every
 * object that lived there.
 */
export function leaveCluster(datacenter: Datacenter, addresses: readonly string[]): void {
    const leaving = datacenter.list(talosNodeType).filter(({ id }) => addresses.includes(id));
    for (const { type, id } of leaving) {
        datacenter.remove(type, id);
    }
    const controlPlanes = datacenter
        .list(talosNodeType)
        .filter(({ fields }) => fields["role"] === "controlplane");
    if (leaving.length > 0 && controlPlanes.length === 0) {
        endCluster(datacenter);
    }
}

/** Ends the cluster and all that lived in it. */
export function endCluster(datacenter: Datacenter): void {
    for (const { type, id } of datacenter.list()) {
        if (type === etcdType || type.startsWith("kubernetes:")) {
            datacenter.remove(type, id);
        }
    }
}
