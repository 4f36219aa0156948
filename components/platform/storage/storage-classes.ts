import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { DataAsset } from "../../../catalogue/data-asset";
import { labelKeys } from "../../../catalogue/labels";
import { intentOf, type PoolClass, poolClassName } from "./pool-classes";

/** The seed's class, for data that may be thrown away. */
export const disposableClass = "proxmox-csi";

/**
 * Encrypted and kept. Parameters of a class can never change, so its name carries a generation:
 * a change is a new class beside the old one.
 */
export const encryptedClass = "proxmox-csi-encrypted-g1";

/** Disposable too, on the pool of the house's cache of images. */
export const imagesClass = "proxmox-csi-images-g1";

/**
 * The class on which an asset must lie: the catalogue decides what it does with its volumes, never
 * an app, and the owner may name the pool.
 */
export function storageClassFor(
    asset: Pick<DataAsset, "classification" | "backup" | "kind">,
    pool?: string,
): string {
    if (asset.kind === "images") {
        return imagesClass;
    }
    const intent = intentOf(asset);
    if (pool !== undefined) {
        return poolClassName({ pool, ...intent });
    }
    return intent.lifecycle === "disposable" ? disposableClass : encryptedClass;
}

/** A class of a pool that only some hosts may have. */
export interface PlacedClass extends PoolClass {
    /** Hosts with workers that have the pool. */
    readonly hosts: readonly string[];
}

export interface StorageClassesArgs {
    readonly disposablePool: string;
    readonly encryptedPool: string;
    /** Pool of the cache of images; absent without one. */
    readonly imagesPool: string | undefined;
    /** Classes of pools that are named for some volumes. */
    readonly pools: readonly PlacedClass[];
    /** Name of the Proxmox cluster, as the nodes' labels say it. */
    readonly region: string;
    /** With several hosts a disk must be made where the pod runs, so binding waits for the pod. */
    readonly hosts: number;
    /** Secret with the key `encryption-passphrase`; the driver skips encryption, silently, without it. */
    readonly passphrase: { readonly namespace: string; readonly name: string };
}

/**
 * The storage classes: those of the default pools, of which `proxmox-csi` is the seed's own to the
 * letter, and one for each pool and intent that something asks for.
 *
 * @see https://github.com/sergelogvinov/proxmox-csi-plugin/blob/main/docs/options.md
 */
export class StorageClasses extends pulumi.ComponentResource {
    readonly classes: pulumi.Resource[];

    constructor(name: string, args: StorageClassesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:StorageClasses", name, args, opts);
        const { passphrase } = args;

        const disposable = new k8s.storage.v1.StorageClass(
            disposableClass,
            {
                metadata: {
                    name: disposableClass,
                    labels: { [labelKeys.lifecycle]: "disposable" },
                    annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
                },
                provisioner: "csi.proxmox.sinextra.dev",
                parameters: { storage: args.disposablePool },
                reclaimPolicy: "Delete",
                volumeBindingMode: args.hosts > 1 ? "WaitForFirstConsumer" : "Immediate",
                allowVolumeExpansion: true,
            },
            { parent: this, ...immutable },
        );
        const encrypted = new k8s.storage.v1.StorageClass(
            encryptedClass,
            {
                metadata: { name: encryptedClass, labels: { [labelKeys.lifecycle]: "retained" } },
                provisioner: "csi.proxmox.sinextra.dev",
                parameters: {
                    storage: args.encryptedPool,
                    "csi.storage.k8s.io/fstype": "ext4",
                    ssd: "true",
                    ...encryption(passphrase),
                },
                reclaimPolicy: "Retain",
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion: true,
                mountOptions: ["noatime"],
            },
            { parent: this, ...immutable },
        );
        const images = args.imagesPool === undefined ? [] : [this.images(args.imagesPool)];
        const pools = args.pools.map((one) => this.ofPool(one, args));
        this.classes = [disposable, encrypted, ...images, ...pools];
        this.registerOutputs({
            classes: [
                disposableClass,
                encryptedClass,
                ...images.map(() => imagesClass),
                ...args.pools.map(poolClassName),
            ],
        });
    }

    private ofPool(one: PlacedClass, args: StorageClassesArgs): k8s.storage.v1.StorageClass {
        const name = poolClassName(one);
        return new k8s.storage.v1.StorageClass(
            name,
            {
                metadata: {
                    name,
                    labels: {
                        [labelKeys.lifecycle]: one.lifecycle,
                        [labelKeys.encryption]: one.encrypted ? "luks" : "none",
                    },
                },
                provisioner: "csi.proxmox.sinextra.dev",
                parameters: {
                    storage: one.pool,
                    "csi.storage.k8s.io/fstype": "ext4",
                    // Hands room that is free again back to the pool.
                    ssd: "true",
                    ...(one.encrypted && encryption(args.passphrase)),
                },
                reclaimPolicy: one.lifecycle === "retained" ? "Retain" : "Delete",
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion: true,
                allowedTopologies: [topologyOf(args.region, one.hosts)],
                mountOptions: ["noatime"],
            },
            { parent: this, ...immutable },
        );
    }

    private images(pool: string): k8s.storage.v1.StorageClass {
        return new k8s.storage.v1.StorageClass(
            imagesClass,
            {
                metadata: { name: imagesClass, labels: { [labelKeys.lifecycle]: "disposable" } },
                provisioner: "csi.proxmox.sinextra.dev",
                parameters: { storage: pool, "csi.storage.k8s.io/fstype": "ext4" },
                reclaimPolicy: "Delete",
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion: true,
                mountOptions: ["noatime"],
            },
            { parent: this, ...immutable },
        );
    }
}

/** The parameters by which the driver encrypts a volume, and opens it to enlarge it. */
function encryption({ name, namespace }: StorageClassesArgs["passphrase"]) {
    return {
        "csi.storage.k8s.io/node-stage-secret-name": name,
        "csi.storage.k8s.io/node-stage-secret-namespace": namespace,
        "csi.storage.k8s.io/node-expand-secret-name": name,
        "csi.storage.k8s.io/node-expand-secret-namespace": namespace,
    };
}

/**
 * Sends pods to the hosts that have the pool. The driver is handed these terms instead of the
 * node's labels, and makes nothing without a region.
 */
function topologyOf(region: string, hosts: readonly string[]) {
    return {
        matchLabelExpressions: [
            { key: "topology.kubernetes.io/region", values: [region] },
            { key: "topology.kubernetes.io/zone", values: [...hosts] },
        ],
    };
}

/** Kubernetes refuses to change these; a class is replaced instead, which touches no claim. */
const immutable: pulumi.CustomResourceOptions = {
    replaceOnChanges: ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
    deleteBeforeReplace: true,
};
