import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { ContainerResources } from "../../catalogue/container";
import type { DataAsset } from "../../catalogue/data-asset";
import { tagAndDigest } from "../../catalogue/image";
import type { Size } from "../../catalogue/units";
import { storeContainers } from "../../catalogue/requests/platform-pods";
import { chartRelease, DataVolume, SealedSecret } from "../platform";
import { cacheBinding, dataName } from "./bindings";

const chart = {
    chart: "valkey",
    repository: "https://valkey.io/valkey-helm",
    version: "0.11.0",
} as const;

/** The release that the chart is made for. */
const image =
    "docker.io/valkey/valkey:9.1.1@sha256:70739f85ad2ee01a726a965584a0f94895f01b0c60b3cc8b0aeef11eaa6888cf";

/** The keys of the chart that are set; see its values.schema.json. */
interface ValkeyValues {
    readonly fullnameOverride: string;
    readonly image: { readonly tag: string };
    readonly deploymentStrategy: "Recreate";
    readonly auth: {
        readonly enabled: true;
        readonly usersExistingSecret: string;
        readonly aclUsers: {
            readonly default: { readonly permissions: string; readonly passwordKey: string };
        };
    };
    readonly dataStorage: {
        readonly enabled: true;
        readonly persistentVolumeClaimName: string;
    };
    readonly readinessProbe: { readonly enabled: true };
    readonly valkeyConfig: string;
    readonly resources: ContainerResources;
    readonly initResources: ContainerResources;
}

export interface ValkeyCacheArgs {
    readonly app: string;
    /** Name of the cache among the app's data. */
    readonly data: string;
    readonly asset: DataAsset;
    /** The catalogue's entry for its login. */
    readonly credentials: DataAsset;
    readonly size: Size;
    /** The pool that is named for it; that of its purpose where none is. */
    readonly pool: string | undefined;
    readonly certificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * Valkey for one app. Jobs queue in it, so it refuses writes when full instead of dropping some,
 * and writes each second to its volume.
 */
export class ValkeyCache extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: ValkeyCacheArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:workload:ValkeyCache", name, { app: args.app, asset: args.asset.id }, opts);
        const binding = cacheBinding(args.app, args.data);

        const password = new random.RandomPassword(
            `${name}-password`,
            { length: 40, special: false },
            { parent: this },
        );
        const credentials = new SealedSecret(
            binding.credentialsSecret,
            {
                namespace: args.app,
                certificate: args.certificate,
                asset: args.credentials,
                values: { password: password.result },
            },
            { parent: this },
        );
        const volume = new DataVolume(
            `${name}-data`,
            {
                namespace: args.app,
                asset: args.asset,
                size: args.size,
                pool: args.pool,
                protected: args.protected,
            },
            { parent: this },
        );
        const release = chartRelease<ValkeyValues>(
            name,
            {
                chart,
                namespace: args.app,
                values: valuesOf(name, binding.credentialsSecret, volume),
            },
            { parent: this, dependsOn: [credentials, volume] },
        );
        this.ready = [release];
        this.registerOutputs({ host: binding.host, asset: args.asset.id });
    }
}

function valuesOf(name: string, credentialsSecret: string, volume: DataVolume): ValkeyValues {
    return {
        fullnameOverride: name,
        image: { tag: tagAndDigest(image) },
        deploymentStrategy: "Recreate",
        auth: {
            enabled: true,
            usersExistingSecret: credentialsSecret,
            aclUsers: { default: { permissions: "~* &* +@all", passwordKey: "password" } },
        },
        dataStorage: { enabled: true, persistentVolumeClaimName: volume.claimName },
        readinessProbe: { enabled: true },
        valkeyConfig: "maxmemory 384mb\nmaxmemory-policy noeviction\nappendonly yes\n",
        resources: storeContainers.cache,
        initResources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } },
    };
}

/** Pods of a cache, as the chart labels them. */
export function cachePods(app: string, data: string): Readonly<Record<string, string>> {
    return {
        "app.kubernetes.io/name": "valkey",
        "app.kubernetes.io/instance": dataName(app, data),
    };
}
