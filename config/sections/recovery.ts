import { z } from "zod";

/** `<app>.<data>`; that there is such a database is checked across fields. */
const database = z.string();

/** `homelab:recovery`: what was taken back from its backup. */
export const recoverySection = z
    .strictObject({
        databases: z
            .record(
                database,
                z
                    .int()
                    .min(1)
                    .max(999)
                    .meta({ description: "Which life of the database this is.", examples: [2] }),
            )
            .meta({
                description:
                    "Databases taken back from their archive: raise the number by one, and the next `pulumi up` builds the database anew from the archive of the life before.",
            })
            .default({}),
        until: z
            .record(
                database,
                z
                    .string()
                    .regex(
                        /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/,
                        "is no moment in UTC. Write it like 2027-01-31T18:30:00Z.",
                    )
                    .meta({
                        description: "A moment before the damage.",
                        examples: ["2027-01-31T18:30:00Z"],
                    }),
            )
            .meta({
                description:
                    "Moments to which databases are taken back; left out: as far as the archive reaches.",
            })
            .default({}),
    })
    .meta({ description: "What was taken back from its backup; see docs/runbooks." });
