import { z } from "zod";
import { ipv4, mac } from "../fields/addresses";
import { dnsLabel, poolId } from "../fields/names";
import { size } from "../fields/size";
import { kubernetesVersion, talosVersion } from "../fields/versions";

/** As `pvesh get /cluster/mapping/pci` and `.../usb` list them. */
const mapping = z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]+$/, {
        error: "is not a name of a resource mapping. Use letters, digits, hyphens and underscores, with a letter first.",
    })
    .meta({
        description: "Name of the resource mapping in Proxmox, under Datacenter.",
        examples: ["igpu"],
    });

const devices = z
    .strictObject({
        graphics: z
            .strictObject({
                mapping,
                driver: z.enum(["i915", "amdgpu"]).meta({
                    description: "What drives it: `i915` for Intel, `amdgpu` for AMD.",
                }),
            })
            .meta({ description: "A graphics device on PCI, which encodes videos." })
            .optional(),
        radio: z
            .strictObject({ mapping })
            .meta({ description: "A radio stick on USB, with a serial port." })
            .optional(),
    })
    .meta({ description: "Devices of the host that Proxmox passes on to the machine." });

const node = z
    .strictObject({
        name: dnsLabel.meta({
            description: "Name of the machine and of the Kubernetes node.",
            examples: ["homelab-worker-01"],
        }),
        role: z.enum(["controlplane", "worker"]).meta({ description: "What the node does." }),
        host: dnsLabel.meta({
            description: "Proxmox host it runs on, one of `homelab:proxmox` hosts.",
            examples: ["pve1"],
        }),
        vmId: z
            .int()
            .min(100)
            .max(999_999_999)
            .meta({
                description: "Number of the virtual machine in Proxmox.",
                examples: [101],
            }),
        ip: ipv4.meta({
            description: "Fixed address on the LAN, outside of the router's DHCP range.",
            examples: ["192.168.10.21"],
        }),
        mac: mac
            .meta({
                description: "MAC address of its network card; Proxmox chooses one if left out.",
                examples: ["BC:24:11:00:00:21"],
            })
            .optional(),
        cores: z
            .int()
            .min(1)
            .max(512)
            .meta({ description: "CPU cores.", examples: [4] }),
        memory: size.meta({ description: "Memory.", examples: ["8Gi"] }),
        disk: size.meta({
            description: "System disk; the apps' data lies in volumes of their own.",
            examples: ["50Gi"],
        }),
        pool: poolId.meta({
            description: "Storage pool of the host that holds the system disk.",
            examples: ["local-lvm"],
        }),
        devices: devices.optional(),
    })
    .meta({ description: "A machine of the cluster." });

/** `homelab:cluster`: Talos, Kubernetes and their machines. */
export const clusterSection = z
    .strictObject({
        name: dnsLabel.meta({ description: "Name of the cluster.", examples: ["homelab"] }),
        talosVersion: talosVersion.meta({
            description: "Talos release the machines are installed with (1.12 or 1.13).",
            examples: ["v1.13.9"],
        }),
        kubernetesVersion: kubernetesVersion.meta({
            description: "Kubernetes release; each Talos release supports a range of them.",
            examples: ["1.36.3"],
        }),
        endpoint: ipv4.meta({
            description: "Free LAN address that the control planes share for the Kubernetes API.",
            examples: ["192.168.10.20"],
        }),
        diskEncryption: z
            .enum(["tpm", "nodeId"])
            .meta({
                description:
                    "What unlocks the system disks: `tpm` (a virtual TPM) or `nodeId`, which protects a discarded disk only.",
            })
            .default("tpm"),
        nodes: z.array(node).min(1).meta({ description: "The machines of the cluster." }),
    })
    .meta({ description: "The Kubernetes cluster and its machines." });
