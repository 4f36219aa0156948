import type * as pulumi from "@pulumi/pulumi";
import { ApiAccount } from "./api-account";

/**
 * The rights the volume driver needs, no more: it makes, resizes and attaches disks.
 * `Sys.Audit` lets it find the node of a disk on Proxmox clusters.
 *
 * @see https://github.com/sergelogvinov/proxmox-csi-plugin/blob/main/docs/install.md
 */
const privileges = [
    "Datastore.Allocate",
    "Datastore.AllocateSpace",
    "Datastore.Audit",
    "Sys.Audit",
    "VM.Audit",
    "VM.Config.Disk",
];

/** The Proxmox account with which the cluster's volume driver creates disks. */
export class CsiAccount extends ApiAccount {
    constructor(
        name: string,
        { cluster }: { readonly cluster: string },
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super(
            "homelab:infrastructure:CsiAccount",
            name,
            {
                cluster,
                purpose: "csi",
                privileges,
                comment: `Volume driver of the cluster ${cluster}`,
                tokenComment: "proxmox-csi",
            },
            opts,
        );
    }
}
