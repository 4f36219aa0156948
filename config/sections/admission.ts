import { z } from "zod";

/** `homelab:admission`: whether the cluster itself refuses what the policies refuse. */
export const admissionSection = z.enum(["enforced", "warned"]).meta({
    description:
        "`enforced`: the cluster refuses what breaks a mandatory policy, whoever writes it. `warned`: it warns, and notes it in the audit log.",
});
