import { z } from "zod";
import { poolId } from "../fields/names";
import { size } from "../fields/size";

/** `homelab:storage`: which pool serves which purpose. Every host in use must have all of them. */
export const storageSection = z
    .strictObject({
        disposablePool: poolId.meta({
            description: "Pool for data that may be lost with its volume.",
            examples: ["local-lvm"],
        }),
        encryptedPool: poolId.meta({
            description: "Pool for encrypted volumes, which outlive their claims.",
            examples: ["local-lvm"],
        }),
        imagePool: poolId.meta({
            description: "Pool of kind directory or nfs for the Talos image.",
            examples: ["local"],
        }),
        imageCache: z
            .strictObject({
                pool: poolId.meta({
                    description: "Pool of the cache, of any kind but nfs.",
                    examples: ["local"],
                }),
                size: size.meta({ description: "Room of the cache.", examples: ["40Gi"] }),
            })
            .meta({
                description:
                    "Cache in the house for container images; leave out to pull from the internet only.",
            })
            .optional(),
    })
    .meta({ description: "Which storage pool serves which purpose." });
