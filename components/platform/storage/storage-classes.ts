import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type DataAsset, isDisposable } from "../../../catalogue/data-asset";
import { labelKeys } from "../../../catalogue/labels";

/** The seed's class, for data that may be thrown away. */
export const disposableClass = "proxmox-csi";

/**
 * Encrypted and kept. Parameters of a class can never change, so its name carries a generation:
 * a change is a new class beside the old one.
 */
export const encryptedClass = "proxmox-csi-encrypted-g1";

/** Disposable too, on the pool of the house's cache of images. */
export const imagesClass = "proxmox-csi-images-g1";

/** The class on which an asset must lie: the catalogue decides, never an app. */
export function storageClassFor(
    asset: Pick<DataAsset, "classification" | "backup" | "kind">,
): string {
    if (asset.kind === "images") {
        return imagesClass;
    }
    return isDisposable(asset) ? disposableClass : encryptedClass;
}

export interface StorageClassesArgs {
    readonly disposablePool: string;
    readonly encryptedPool: string;
    /** Pool of the cache of images; absent without one. */
    readonly imagesPool: string | undefined;
    /** With several hosts a disk must be made where the pod runs, so binding waits for the pod. */
    readonly hosts: number;
    /** Secret with the key `encryption-passphrase`; the driver skips encryption, silently, without it. */
    readonly passphrase: { readonly namespace: string; readonly name: string };
}

/**
 * The storage classes. `proxmox-csi` is the seed's own, to the letter.
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
                    "csi.storage.k8s.io/node-stage-secret-name": passphrase.name,
                    "csi.storage.k8s.io/node-stage-secret-namespace": passphrase.namespace,
                    "csi.storage.k8s.io/node-expand-secret-name": passphrase.name,
                    "csi.storage.k8s.io/node-expand-secret-namespace": passphrase.namespace,
                },
                reclaimPolicy: "Retain",
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion: true,
                mountOptions: ["noatime"],
            },
            { parent: this, ...immutable },
        );
        const images = args.imagesPool === undefined ? [] : [this.images(args.imagesPool)];
        this.classes = [disposable, encrypted, ...images];
        this.registerOutputs({
            classes: [disposableClass, encryptedClass, ...images.map(() => imagesClass)],
        });
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

/** Kubernetes refuses to change these; a class is replaced instead, which touches no claim. */
const immutable: pulumi.CustomResourceOptions = {
    replaceOnChanges: ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
    deleteBeforeReplace: true,
};
