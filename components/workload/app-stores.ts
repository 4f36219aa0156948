import type * as pulumi from "@pulumi/pulumi";
import type { AppData } from "../../catalogue/app-data";
import { assetId, credentialsId } from "../../catalogue/app-assets";
import type { AnyApp } from "../../catalogue/app-spec";
import { planOf } from "../../catalogue/backup/plan";
import { type DatabaseSettings, defaultDatabaseSettings } from "../../catalogue/database-settings";
import type { AssetId, DataAsset } from "../../catalogue/data-asset";
import type { Size } from "../../catalogue/units";
import { type Backup, DataVolume, type Peer, SealedSecret } from "../platform";
import { credentialValues } from "./app-secrets";
import { dataName } from "./bindings";
import { PostgresDatabase } from "./postgres-database";
import { ValkeyCache } from "./valkey-cache";

/** What was taken back from its archive, by asset. */
export interface Recovery {
    /** Which life a database is in; the first where nothing is said. */
    readonly databases: Readonly<Record<string, number>>;
    /** The moment it was taken back to; as far as possible where nothing is said. */
    readonly until: Readonly<Record<string, string>>;
}

export interface AppStoresArgs {
    readonly spec: AnyApp;
    /** Sizes the owner chose instead of the app's own, by data name. */
    readonly sizes: Readonly<Record<string, Size | undefined>>;
    /** Pools the owner named instead of the one of the purpose, by data name. */
    readonly pools: Readonly<Record<string, string | undefined>>;
    /** How databases run, by data name; by default where nothing is said. */
    readonly databases: Readonly<Record<string, DatabaseSettings | undefined>>;
    readonly apiServer: Peer;
    /** Pods that ask for metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
    readonly assets: readonly DataAsset[];
    /** Certificate that seals credentials, PEM. */
    readonly certificate: pulumi.Output<string>;
    readonly configuredSecrets: Readonly<Record<string, pulumi.Output<string>>>;
    readonly backup: Backup;
    readonly recovery: Recovery;
    readonly protected: boolean;
}

/**
 * Builds what holds an app's data: volumes, databases, caches, credentials. Derived data and
 * artifacts live inside these.
 *
 * @throws Error when the catalogue does not know one of the app's data.
 */
export function buildStores(
    args: AppStoresArgs,
    opts: pulumi.ComponentResourceOptions,
): pulumi.Resource[] {
    return Object.entries(args.spec.data).flatMap(([data, declared]) => {
        const build = builders[declared.kind] as StoreBuilder | undefined;
        return build ? [build(data, declared, args, opts)] : [];
    });
}

type StoreBuilder<D = AppData[string]> = (
    data: string,
    declared: D,
    args: AppStoresArgs,
    opts: pulumi.ComponentResourceOptions,
) => pulumi.Resource;

type Kind = AppData[string]["kind"];

const builders: { readonly [K in Kind]?: StoreBuilder<Extract<AppData[string], { kind: K }>> } = {
    volume: (data, declared, args, opts) =>
        new DataVolume(
            dataName(args.spec.name, data),
            {
                namespace: args.spec.name,
                asset: assetOf(args, assetId(args.spec.name, data)),
                size: args.sizes[data] ?? declared.size,
                pool: args.pools[data],
                protected: args.protected,
            },
            opts,
        ),
    postgres: (data, declared, args, opts) =>
        new PostgresDatabase(
            dataName(args.spec.name, data),
            {
                ...storeArgs(data, args),
                owner: args.spec,
                apiServer: args.apiServer,
                collector: args.collector,
                settings: args.databases[data] ?? defaultDatabaseSettings,
                spec: declared,
                size: args.sizes[data] ?? declared.size,
                archive: archiveOf(args, assetId(args.spec.name, data)),
                generation: args.recovery.databases[assetId(args.spec.name, data)] ?? 1,
                until: args.recovery.until[assetId(args.spec.name, data)],
            },
            opts,
        ),
    cache: (data, declared, args, opts) =>
        new ValkeyCache(
            dataName(args.spec.name, data),
            {
                ...storeArgs(data, args),
                size: args.sizes[data] ?? declared.size,
            },
            opts,
        ),
    secret: (data, declared, args, opts) => {
        const name = dataName(args.spec.name, data);
        return new SealedSecret(
            name,
            {
                namespace: args.spec.name,
                certificate: args.certificate,
                asset: assetOf(args, assetId(args.spec.name, data)),
                values: credentialValues(
                    name,
                    { secret: declared, configured: args.configuredSecrets },
                    { ...(opts.parent && { parent: opts.parent }) },
                ),
            },
            opts,
        );
    },
};

/** Where a database is archived, if there is a bucket and the data has a priority. */
function archiveOf({ backup, assets }: AppStoresArgs, id: AssetId) {
    const asset = assets.find((candidate) => candidate.id === id);
    if (backup.first === undefined || asset === undefined || asset.backup === "none") {
        return undefined;
    }
    const { rhythm, windowDays } = planOf(asset, assets);
    return { bucket: backup.first, rhythm, windowDays, ready: backup.archiveReady };
}

function storeArgs(data: string, args: AppStoresArgs) {
    const app = args.spec.name;
    return {
        app,
        data,
        asset: assetOf(args, assetId(app, data)),
        credentials: assetOf(args, credentialsId(app, data)),
        certificate: args.certificate,
        pool: args.pools[data],
        protected: args.protected,
    };
}

function assetOf(args: AppStoresArgs, id: AssetId): DataAsset {
    const asset = args.assets.find((candidate) => candidate.id === id);
    if (!asset) {
        throw new Error(`the catalogue has no entry for ${id}`);
    }
    return asset;
}
