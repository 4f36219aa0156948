import { kube } from "./support";

const proxmox = { provisioner: "csi.proxmox.sinextra.dev", parameters: { storage: "local-lvm" } };

/** A storage class that is kept, or labelled otherwise; `body` changes the rest. */
export function storageClass(
    body: object = {},
    lifecycle = "retained",
    name = "kept-g1",
    metadata: object = {},
) {
    return kube(
        "storage.k8s.io/v1:StorageClass",
        name,
        { ...proxmox, reclaimPolicy: "Retain", volumeBindingMode: "WaitForFirstConsumer", ...body },
        { namespace: undefined, labels: { "data.homelab/lifecycle": lifecycle }, ...metadata },
    );
}

/** A claim of 10Gi of the class `kept-g1`; `spec` changes the rest. */
export function claim(spec: object = {}, name = "claim") {
    return kube("core/v1:PersistentVolumeClaim", name, {
        spec: {
            storageClassName: "kept-g1",
            resources: { requests: { storage: "10Gi" } },
            ...spec,
        },
    });
}

/** A database of 10Gi on the class `kept-g1`; `storage` changes the rest. */
export function database(storage: object = {}, spec: object = {}) {
    return kube("postgresql.cnpg.io/v1:Cluster", "database", {
        spec: { storage: { size: "10Gi", storageClass: "kept-g1", ...storage }, ...spec },
    });
}

/** A stateful set with one claim template; `spec` changes the template's. */
export function statefulSet(spec: object = {}) {
    return kube("apps/v1:StatefulSet", "set", {
        spec: {
            volumeClaimTemplates: [
                {
                    metadata: { name: "data" },
                    spec: {
                        storageClassName: "kept-g1",
                        resources: { requests: { storage: "1Gi" } },
                        ...spec,
                    },
                },
            ],
        },
    });
}

/** `allowedTopologies` of one term: the driver's region and some hosts, or other values. */
export function topologies(zones: unknown, regions: unknown = ["home"]) {
    return [
        {
            matchLabelExpressions: [
                { key: "topology.kubernetes.io/region", values: regions },
                { key: "topology.kubernetes.io/zone", values: zones },
            ],
        },
    ];
}
