import { z } from "zod";
import { poolId } from "../fields/names";
import { volumeSize } from "../fields/size";

const storageClass = z
    .strictObject({
        pool: poolId.meta({
            description: "Pool of its volumes, of any kind but nfs.",
            examples: ["tank"],
        }),
        encrypted: z.boolean().meta({ description: "Whether its volumes are LUKS-encrypted." }),
        lifecycle: z.enum(["retained", "disposable"]).meta({
            description:
                "What becomes of a volume whose claim is deleted: `retained` keeps it, `disposable` deletes it.",
        }),
    })
    .meta({ description: "A storage class of a pool." });

/**
 * `homelab:storage`: which pool serves which purpose. Every host in use must have all of them; pools
 * of further classes need one host with a worker.
 */
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
                size: volumeSize.meta({ description: "Room of the cache.", examples: ["40Gi"] }),
            })
            .meta({
                description:
                    "Cache in the house for container images; leave out to pull from the internet only.",
            })
            .optional(),
        classes: z
            .array(storageClass)
            .meta({
                description:
                    "Storage classes for volumes that you make by hand; the apps' own need no entry.",
            })
            .default([]),
    })
    .meta({ description: "Which storage pool serves which purpose." });
