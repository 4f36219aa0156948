import { set, type Slip } from "./slip";

const plainClass = "StorageClass::proxmox-csi";

/** Slips with classes, and with the volumes that name them. */
export const storageSlips: readonly Slip[] = [
    {
        rule: "storage-class-retains",
        on: plainClass,
        remedy: "must set reclaimPolicy to Retain",
        edit: set("metadata.labels", {}),
    },
    {
        // Without its label the class counts as one that keeps its volumes.
        rule: "storage-class-numbered",
        on: plainClass,
        remedy: "must end in its generation",
        edit: set("metadata.labels", {}),
    },
    {
        rule: "storage-class-waits-for-pod",
        on: plainClass,
        remedy: "must set volumeBindingMode",
        edit: set("volumeBindingMode", undefined),
    },
    {
        rule: "storage-pool-exists",
        on: plainClass,
        remedy: "must use a storage pool of the host pve1",
        edit: set("parameters.storage", "fast"),
    },
    {
        rule: "volume-names-class",
        on: "PersistentVolumeClaim::immich-queue-data",
        remedy: "must name the storage class",
        edit: set("spec.storageClassName", ""),
    },
    {
        rule: "volume-size-readable",
        on: "PersistentVolumeClaim::immich-models",
        remedy: "must ask for a size as a whole number",
        edit: set("spec.resources.requests.storage", "10G"),
    },
    {
        rule: "volumes-within-node-limit",
        on: "Cluster::immich-database",
        reportedOn: "VmLegacy::homelab-worker-01",
        remedy: "must have room for",
        edit: set(
            "spec.tablespaces",
            Array.from({ length: 48 }, (_, i) => ({
                name: `space${String(i)}`,
                storage: { size: "1Gi", storageClass: "proxmox-csi-encrypted-g1" },
            })),
        ),
    },
];
