import type * as pulumi from "@pulumi/pulumi";

/** What objects are put into a bucket for; each has its own credentials where the provider has some. */
export type Purpose = "volumes" | "databases" | "etcd" | "restic" | "copy";

/** Where the objects of one purpose lie, and the key that opens it. */
export interface Place {
    readonly endpoint: string;
    /** Host and port that clients call. */
    readonly host: { readonly name: string; readonly port: number };
    readonly region: string;
    readonly bucket: string;
    /** Folder in the bucket, without slashes at its ends; empty for the whole bucket. */
    readonly folder: string;
    readonly keyId: pulumi.Input<string>;
    readonly key: pulumi.Input<string>;
}

/** A bucket, or a family of them, at one provider. */
export interface Bucket {
    /** The target's name in the configuration. */
    readonly name: string;
    readonly kind: "s3" | "r2";
    place(this: void, purpose: Purpose): Place;
}

export interface S3BucketArgs {
    readonly name: string;
    readonly endpoint: string;
    readonly bucket: string;
    readonly region?: string | undefined;
    readonly keyId: pulumi.Input<string>;
    readonly key: pulumi.Input<string>;
}

/** One bucket that exists already, with a folder and the same key for every purpose. */
export function s3Bucket({ name, endpoint, bucket, region, keyId, key }: S3BucketArgs): Bucket {
    return {
        name,
        kind: "s3",
        place: (folder) => ({
            endpoint: new URL(endpoint).origin,
            host: hostOf(endpoint),
            region: region ?? "us-east-1",
            bucket,
            folder,
            keyId,
            key,
        }),
    };
}

/** Host and port of an https address. */
export function hostOf(url: string): { readonly name: string; readonly port: number } {
    const { hostname, port } = new URL(url);
    return { name: hostname, port: Number(port || "443") };
}

/** Hosts that clients of a place call: some put the bucket's name before the host's. */
export function hostsOf({ host, bucket }: Place): { name: string; port: number }[] {
    return [host, { name: `${bucket}.${host.name}`, port: host.port }];
}

/** A path below a place's folder. */
export function pathIn({ folder }: Pick<Place, "folder">, ...parts: readonly string[]): string {
    return [folder, ...parts].filter((part) => part !== "").join("/");
}
