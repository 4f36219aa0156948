import { z } from "zod";
import { day } from "../fields/dates";
import { reason } from "../fields/reason";

const approvedChange = z
    .strictObject({
        resource: z
            .string()
            .regex(
                /^(?=.*[A-Za-z0-9])[^\s*]{1,600}$/,
                "names no resource. Write its name, type::name or URN, without *, e.g. VmLegacy::homelab-worker-01.",
            )
            .meta({
                description: "Resource by name, `type::name` or URN, exactly one.",
                examples: ["VmLegacy::homelab-worker-01"],
            }),
        operation: z
            .enum(["delete", "replace"])
            .meta({ description: "What may be done to it, once." }),
        reason: reason.meta({ description: "Why the loss is meant, and where its data is now." }),
        until: day.meta({ description: "Last day on which it counts." }),
    })
    .meta({ description: "A change that destroys something, and that you mean." });

/** `homelab:approvedChanges`: what `make preview` and `make up` may delete or replace. */
export const approvedChangesSection = z
    .array(approvedChange)
    .max(100, "are more than 100. Remove those that are done.")
    .meta({
        description:
            "Machines, data and keys that `make up` may delete or replace although they cannot be made again.",
    });
