import { z } from "zod";

const known = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", "Etc/UTC"]);

/** `homelab:timeZone`: by which clock apps show times and run what is scheduled. */
export const timeZoneSection = z
    .string()
    .refine((name) => known.has(name), {
        error: "is not a time zone. Write its IANA name, like Europe/Berlin.",
    })
    .meta({
        description: "IANA time zone of the house.",
        examples: ["Europe/Berlin"],
    });
