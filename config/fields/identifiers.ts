import { z } from "zod";

/** An account or zone of Cloudflare, as its pages show it. */
export const cloudflareId = z
    .string()
    .regex(
        /^[0-9a-f]{32}$/,
        "is not an id of Cloudflare. Copy the 32 hexadecimal digits that its page shows.",
    );

/** An e-mail address in the form that people have. */
export const email = z
    .string()
    .regex(
        /^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
        "is not an e-mail address. Write it like you@example.org.",
    );

/** A path below a host, neither the root nor a folder's slash at its end. */
export const urlPath = z
    .string()
    .regex(
        /^(\/[A-Za-z0-9._~-]+)+$/,
        "is not a path below the root. Write it like /webhook, without a slash at the end.",
    );
