import { z } from "zod";

/** A day in the calendar, `YYYY-MM-DD`. */
export const day = z
    .string()
    .regex(z.core.regexes.date, "is no day. Write it like 2027-01-31.")
    .meta({ examples: ["2027-01-31"] });
