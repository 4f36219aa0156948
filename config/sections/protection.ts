import { z } from "zod";

/** `homelab:protection`: whether what holds data refuses to be deleted. */
export const protectionSection = z.enum(["enforced", "lifted"]).meta({
    description:
        "`enforced`: machines, claims and keys refuse deletion. `lifted`: they may be destroyed after one `pulumi up`.",
});
