import { z } from "zod";
import { cloudflareId, email } from "../fields/identifiers";
import { dnsLabel, domainName } from "../fields/names";

/** `homelab:cloudflare`: the way in from the internet. Absent: the house keeps to itself. */
export const cloudflareSection = z
    .strictObject({
        accountId: cloudflareId.meta({
            description: "Account, as its overview shows it.",
            examples: ["0123456789abcdef0123456789abcdef"],
        }),
        zoneId: cloudflareId.meta({
            description: "Zone of the domain, as its overview shows it.",
            examples: ["fedcba9876543210fedcba9876543210"],
        }),
        zone: domainName.meta({
            description:
                "Domain that the zone is for; homelab:domain is the same or lies below it.",
            examples: ["example.org"],
        }),
        acmeEmail: email.meta({
            description: "Where Let's Encrypt may write to about certificates.",
            examples: ["you@example.org"],
        }),
        edgeCertificate: z
            .enum(["universal", "advanced"])
            .meta({
                description:
                    "Certificate that Cloudflare shows outside: `universal` is free and covers names one level below the zone, `advanced` is ordered for homelab:domain and costs money.",
            })
            .default("universal"),
        access: z
            .strictObject({
                team: dnsLabel.meta({
                    description:
                        "Name of your Zero Trust organisation: what stands before .cloudflareaccess.com.",
                    examples: ["example"],
                }),
                emails: z
                    .array(
                        email.meta({
                            description: "Address of a person.",
                            examples: ["you@example.org"],
                        }),
                    )
                    .min(1)
                    .meta({
                        description:
                            "People who may reach external apps from outside, after a login at Cloudflare.",
                    }),
            })
            .meta({ description: "Who may come in from outside." }),
    })
    .meta({
        description:
            "Cloudflare: public names, a tunnel and logins for apps that are reached from outside, and public certificates. Without it everything stays in the house.",
    });
