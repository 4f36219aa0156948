import { z } from "zod";
import { dnsLabel } from "../fields/names";
import { httpsUrl } from "../fields/urls";

/** `homelab:gitops`: Argo CD, and the Git repository it takes this repository's charts from. */
export const gitopsSection = z
    .strictObject({
        repository: httpsUrl.meta({
            description: "Address of your copy of this repository.",
            examples: ["https://github.com/example/homelab.git"],
        }),
        revision: z
            .string()
            .regex(
                /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,
                "is not a branch, tag or commit. Write it like main.",
            )
            .meta({ description: "Branch, tag or commit that is deployed.", examples: ["main"] })
            .default("main"),
        user: z
            .string()
            .regex(/^[A-Za-z0-9._@-]{1,100}$/, "is not a user name.")
            .meta({
                description:
                    "User that may read a private repository; its token is the secret gitopsToken.",
                examples: ["homelab-reader"],
            })
            .optional(),
        host: dnsLabel
            .meta({ description: "First label of Argo CD's host name.", examples: ["argocd"] })
            .default("argocd"),
    })
    .meta({ description: "Argo CD; leave out if no app is delivered by it." });
