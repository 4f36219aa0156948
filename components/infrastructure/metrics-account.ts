import type * as pulumi from "@pulumi/pulumi";
import { ApiAccount } from "./api-account";

/**
 * The rights to look at hosts, machines and pools, and to change nothing.
 *
 * @see https://github.com/prometheus-pve/prometheus-pve-exporter#proxmox-ve-configuration
 */
const privileges = ["Datastore.Audit", "Sys.Audit", "VM.Audit"];

/** The Proxmox account with which the hosts' metrics are read. */
export class MetricsAccount extends ApiAccount {
    constructor(
        name: string,
        { cluster }: { readonly cluster: string },
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super(
            "homelab:infrastructure:MetricsAccount",
            name,
            {
                cluster,
                purpose: "metrics",
                privileges,
                comment: `Metrics of the hosts, read by the cluster ${cluster}`,
                tokenComment: "prometheus-pve-exporter",
            },
            opts,
        );
    }
}
