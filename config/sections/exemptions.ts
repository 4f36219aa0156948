import { z } from "zod";
import { day } from "../fields/dates";
import { reason } from "../fields/reason";

const exemption = z
    .strictObject({
        rule: z
            .string()
            .regex(
                /^[a-z0-9]+(-[a-z0-9]+)+$/,
                "is not the name of a rule. Write it as the policy names it, e.g. image-pinned.",
            )
            .meta({
                description: "Rule that is not to refuse it; policies/README.md lists them.",
                examples: ["image-pinned"],
            }),
        resource: z
            .string()
            .regex(
                /^(?=.*[A-Za-z0-9])[^\s]{1,400}$/,
                "names no resource. Write its name, or type::name, with * for any letters, e.g. Deployment::photos.",
            )
            .meta({
                description:
                    "Resource by name or `type::name`; the type whole or its last part; `*` stands for any letters.",
                examples: ["Deployment::photos"],
            }),
        reason: reason.meta({ description: "Why you live with it." }),
        until: day.meta({ description: "Last day on which it counts." }),
    })
    .meta({ description: "A finding that you live with for a time." });

/**
 * `homelab:exemptions`: findings of the policies that stop nothing until a day. That rules and
 * resources of these names exist is checked by the policy pack, which alone knows them.
 */
export const exemptionsSection = z
    .array(exemption)
    .max(100, "are more than 100. Repair some.")
    .meta({
        description:
            "Findings of the policies that you live with for a time. One that has ended, or that nothing needs, is a violation itself.",
    });
