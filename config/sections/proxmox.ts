import { z } from "zod";
import { bridgeName, dnsLabel } from "../fields/names";
import { httpsOrigin } from "../fields/urls";
import { storagePool } from "./storage-pools";

const host = z
    .strictObject({
        name: dnsLabel.meta({
            description: "Node name in Proxmox, as `pvesh get /nodes` prints it.",
            examples: ["pve1"],
        }),
        bridge: bridgeName.meta({
            description: "Bridge that the machines are attached to.",
            examples: ["vmbr0"],
        }),
        vlan: z
            .int()
            .min(1)
            .max(4094)
            .meta({ description: "VLAN tag of the machines; leave out for none.", examples: [10] })
            .optional(),
        storagePools: z
            .array(storagePool)
            .min(1)
            .meta({ description: "Storage pools of the host that the homelab uses." }),
    })
    .meta({ description: "A Proxmox host." });

/** `homelab:proxmox`: the hypervisors and what they offer. */
export const proxmoxSection = z
    .strictObject({
        endpoint: httpsOrigin.meta({
            description: "Address of the Proxmox API.",
            examples: ["https://pve1.home.example.org:8006"],
        }),
        region: dnsLabel.meta({
            description:
                "Name of the Proxmox cluster (any name for a single host): the nodes' region label.",
            examples: ["homelab"],
        }),
        insecure: z
            .boolean()
            .meta({
                description: "Accept a certificate of the API that no known authority signed.",
            })
            .default(false),
        hosts: z.array(host).min(1).meta({ description: "The Proxmox hosts." }),
    })
    .meta({ description: "Proxmox: the hypervisors and what they offer." });
