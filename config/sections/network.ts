import { z } from "zod";
import { cidr, ipv4 } from "../fields/addresses";
import { dnsLabel } from "../fields/names";

/** `homelab:network`: which addresses belong to what. IPv4 only. */
export const networkSection = z
    .strictObject({
        lan: z
            .strictObject({
                cidr: cidr.meta({
                    description: "The house's network.",
                    examples: ["192.168.10.0/24"],
                }),
                gateway: ipv4.meta({
                    description: "Address of the router.",
                    examples: ["192.168.10.1"],
                }),
                dns: z
                    .array(ipv4.meta({ description: "A DNS server.", examples: ["192.168.10.1"] }))
                    .min(1)
                    .meta({ description: "DNS servers that the machines ask." }),
            })
            .meta({ description: "The network the machines are in." }),
        podCidr: cidr.meta({
            description: "Private network for pods, used nowhere else in the house.",
            examples: ["10.244.0.0/16"],
        }),
        serviceCidr: cidr.meta({
            description: "Private network for Kubernetes services, used nowhere else in the house.",
            examples: ["10.96.0.0/12"],
        }),
        loadBalancerRange: cidr.meta({
            description:
                "Part of the LAN that the cluster hands out to services, outside of the router's DHCP range.",
            examples: ["192.168.10.192/28"],
        }),
        gatewayAddress: ipv4.meta({
            description: "LAN address of the gateway (Traefik), from the load balancer range.",
            examples: ["192.168.10.193"],
        }),
        encryption: z
            .enum(["wireguard", "ztunnel"])
            .meta({
                description:
                    "How traffic between pods is encrypted: `wireguard` between nodes, or `ztunnel`, Cilium's young mesh, from pod to pod.",
            })
            .default("wireguard"),
        devices: z
            .record(
                dnsLabel,
                z
                    .array(
                        cidr.meta({
                            description: "Addresses of such devices.",
                            examples: ["192.168.10.50/32"],
                        }),
                    )
                    .min(1),
            )
            .meta({
                description:
                    "Devices in the house that apps may call, by the name the app uses; what is not named stays closed.",
                examples: [{ televisions: ["192.168.10.50/32"] }],
            })
            .default({}),
    })
    .meta({ description: "Addresses of the house and of the cluster." });
