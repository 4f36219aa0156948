import { z } from "zod";

/** Why something is let pass, in words that the owner understands a year later. */
export const reason = z
    .string()
    .regex(
        /^\S[^\r\n]{8,498}\S$/,
        "is no reason. Write one sentence of 10 to 500 letters, on one line.",
    )
    .meta({ examples: ["Its chart cannot do better before version 3."] });
