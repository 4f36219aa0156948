import { z } from "zod";
import { dnsLabel } from "../fields/names";
import { emailAddress } from "../fields/email";
import { httpsOrigin, httpsUrl } from "../fields/urls";

const tenant = z
    .string()
    .regex(/^[0-9]{1,12}$/, "is not a user number. Write the digits that Grafana Cloud shows.");

/** `homelab:observability`: who collects metrics and logs, and where they go. */
export const observabilitySection = z
    .strictObject({
        collector: z
            .enum(["alloy", "grafana-agent"])
            .meta({
                description:
                    "What collects metrics and logs; grafana-agent has had no updates since November 2025.",
            })
            .default("alloy"),
        grafanaCloud: z
            .strictObject({
                metricsUrl: httpsUrl.meta({
                    description: "Address that metrics are pushed to.",
                    examples: ["https://prometheus-prod-01-eu-west-0.grafana.net/api/prom/push"],
                }),
                logsUrl: httpsUrl.meta({
                    description: "Address that logs are pushed to.",
                    examples: ["https://logs-prod-001.grafana.net/loki/api/v1/push"],
                }),
                metricsUser: tenant.meta({
                    description: "User number for metrics, in quotes.",
                    examples: ["123456"],
                }),
                logsUser: tenant.meta({
                    description: "User number for logs, in quotes.",
                    examples: ["654321"],
                }),
                grafanaUrl: httpsOrigin
                    .meta({
                        description:
                            "Address of the stack's Grafana, which gets the dashboards and alert rules; without it there are none.",
                        examples: ["https://example.grafana.net"],
                    })
                    .optional(),
                plan: z
                    .enum(["free", "paid"])
                    .meta({
                        description:
                            "`free` refuses a homelab whose metrics or alert rules exceed what is free of charge.",
                    })
                    .default("free"),
            })
            .meta({
                description:
                    "Grafana Cloud stack; without it nothing is collected, as there would be nowhere to keep it.",
            })
            .optional(),
        alertsTo: z
            .array(
                emailAddress.meta({
                    description: "E-mail address.",
                    examples: ["somebody@example.org"],
                }),
            )
            .meta({
                description:
                    "Who hears of alerts; empty for whoever the Grafana stack tells by itself.",
            })
            .default([]),
        logsOf: z
            .array(dnsLabel.meta({ description: "Name of a namespace.", examples: ["traefik"] }))
            .meta({
                description:
                    "Namespaces whose logs leave the house although they hold sensitive data or credentials, or are the system's own.",
                examples: [["kube-system", "traefik"]],
            })
            .default([]),
    })
    .meta({ description: "Metrics and logs." });
