import { z } from "zod";

/** An e-mail address: a name, `@` and a host. */
export const emailAddress = z
    .string()
    .regex(
        /^[A-Za-z0-9._%+-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/,
        "is not an e-mail address. Write it like somebody@example.org.",
    );
