import type * as pulumi from "@pulumi/pulumi";
import { type Bucket, hostOf, hostsOf, pathIn } from "./bucket";

/** A place that takes restic repositories. */
export interface RepositoryPlace {
    /** The target's name in the configuration. */
    readonly name: string;
    readonly hosts: readonly { readonly name: string; readonly port: number }[];
    /** Address of the repository for one claim; no credentials in it. */
    address(this: void, namespace: string, claim: string): string;
    /** Environment variables with which restic opens the place. */
    readonly credentials: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Repositories in a bucket. */
export function inBucket(bucket: Bucket): RepositoryPlace {
    const place = bucket.place("restic");
    return {
        name: bucket.name,
        hosts: hostsOf(place),
        address: (namespace, claim) =>
            `s3:${place.endpoint}/${place.bucket}/${pathIn(place, namespace, claim)}`,
        credentials: {
            AWS_ACCESS_KEY_ID: place.keyId,
            AWS_SECRET_ACCESS_KEY: place.key,
            AWS_DEFAULT_REGION: place.region,
        },
    };
}

/** Repositories behind restic's rest-server, below the folder of its user. */
export function onRestServer(server: {
    readonly name: string;
    readonly url: string;
    readonly user: string;
    readonly password: pulumi.Input<string>;
}): RepositoryPlace {
    const { origin } = new URL(server.url);
    return {
        name: server.name,
        hosts: [hostOf(server.url)],
        address: (namespace, claim) => `rest:${origin}/${server.user}/${namespace}-${claim}/`,
        credentials: {
            RESTIC_REST_USERNAME: server.user,
            RESTIC_REST_PASSWORD: server.password,
        },
    };
}
