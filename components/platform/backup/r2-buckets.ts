import { createHash } from "node:crypto";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { lockedDays } from "../../../catalogue/backup/levels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { type Bucket, hostOf, type Place, type Purpose } from "./bucket";

/** Cloudflare's id of the right "Workers R2 Storage Bucket Item Write": read, write, list and delete objects. */
const itemWrite = "2efd5506f9c8494dacb1fa10a3e7d5b6";

const day = 24 * 3600;

/** Days after which objects go by themselves. */
const keptDays: Partial<Record<Purpose, number>> = {
    etcd: Number.parseInt(platformAsset("etcd-snapshots").retention, 10),
};

export interface R2BucketsArgs {
    /** The target's name in the configuration. */
    readonly target: string;
    readonly accountId: string;
    /** First part of the buckets' names. */
    readonly prefix: string;
    /** Part of the world, in Cloudflare's own words. */
    readonly location?: string | undefined;
    /** One bucket, and one key that opens nothing else, is made for each. */
    readonly purposes: readonly Purpose[];
    readonly protected: boolean;
}

/**
 * Buckets at Cloudflare R2, which outlive this program's stack, each with a key of its own.
 *
 * @see https://developers.cloudflare.com/r2/api/tokens/
 */
export class R2Buckets extends pulumi.ComponentResource {
    readonly bucket: Bucket;

    constructor(name: string, args: R2BucketsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { accountId, purposes } = args;
        super("homelab:platform:R2Buckets", name, { accountId, purposes }, opts);
        const places = new Map(purposes.map((purpose) => [purpose, this.make(purpose, args)]));
        this.bucket = {
            name: args.target,
            kind: "r2",
            place: (purpose) => {
                const place = places.get(purpose);
                if (place === undefined) {
                    throw new Error(`${args.target}: no bucket was made for ${purpose}`);
                }
                return place;
            },
        };
        this.registerOutputs({ buckets: purposes.map((purpose) => bucketName(args, purpose)) });
    }

    private make(purpose: Purpose, args: R2BucketsArgs): Place {
        const { accountId } = args;
        const name = bucketName(args, purpose);
        const kept = { parent: this, retainOnDelete: true };
        const bucket = new cloudflare.R2Bucket(
            name,
            {
                accountId,
                name,
                storageClass: "Standard",
                ...(args.location !== undefined && { location: args.location }),
            },
            { ...kept, protect: args.protected },
        );
        const after = { ...kept, dependsOn: [bucket] };
        rules(name, purpose, accountId, after);
        const token = new cloudflare.AccountToken(
            name,
            {
                accountId,
                name,
                policies: [
                    {
                        effect: "allow",
                        permissionGroups: [{ id: itemWrite }],
                        resources: JSON.stringify({
                            [`com.cloudflare.edge.r2.bucket.${accountId}_default_${name}`]: "*",
                        }),
                    },
                ],
            },
            { parent: this, dependsOn: [bucket] },
        );
        const endpoint = `https://${accountId}.r2.cloudflarestorage.com`;
        return {
            endpoint,
            host: hostOf(endpoint),
            region: "auto",
            bucket: name,
            folder: "",
            keyId: token.id,
            // R2's S3 interface takes the hash of the token for the secret key.
            key: pulumi.secret(token.value.apply(sha256)),
        };
    }
}

/** What happens to a bucket's objects by themselves, and what cannot happen to them. */
function rules(
    bucketName: string,
    purpose: Purpose,
    accountId: string,
    opts: pulumi.CustomResourceOptions,
): void {
    const age = (days: number) => ({ type: "Age", maxAge: days * day });
    const kept = keptDays[purpose];
    const locked = (lockedDays as Partial<Record<Purpose, number>>)[purpose];
    new cloudflare.R2BucketLifecycle(
        bucketName,
        {
            accountId,
            bucketName,
            rules: [
                {
                    id: "unfinished-uploads",
                    enabled: true,
                    conditions: { prefix: "" },
                    abortMultipartUploadsTransition: { condition: age(7) },
                },
                ...(kept === undefined
                    ? []
                    : [
                          {
                              id: "retention",
                              enabled: true,
                              conditions: { prefix: "" },
                              deleteObjectsTransition: { condition: age(kept) },
                          },
                      ]),
            ],
        },
        opts,
    );
    if (locked !== undefined) {
        new cloudflare.R2BucketLock(
            bucketName,
            {
                accountId,
                bucketName,
                rules: [
                    {
                        id: "history",
                        enabled: true,
                        prefix: "",
                        condition: { type: "Age", maxAgeSeconds: locked * day },
                    },
                ],
            },
            opts,
        );
    }
}

function bucketName({ prefix }: R2BucketsArgs, purpose: Purpose): string {
    return `${prefix}-${purpose}`;
}

function sha256(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}
