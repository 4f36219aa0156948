import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { PostgresData } from "../../catalogue/app-data";
import { type DataAsset, isIrreplaceable } from "../../catalogue/data-asset";
import { dataLabels } from "../../catalogue/labels";
import type { AnyApp } from "../../catalogue/app-spec";
import type { DatabaseBinding } from "../../catalogue/bindings";
import { databaseLimits } from "../../catalogue/database-limits";
import type { DatabaseSettings } from "../../catalogue/database-settings";
import type { Size } from "../../catalogue/units";
import { storeContainers } from "../../catalogue/requests/platform-pods";
import {
    archivePlugin,
    archiveSource,
    type Backup,
    baseBackups,
    DatabaseArchive,
    networkPolicy,
    type Peer,
    SealedSecret,
    storageClassFor,
} from "../platform";
import { databaseBinding, dataName } from "./bindings";
import { ConnectionPooler, poolerHosts } from "./connection-pooler";
import { DatabaseMaintenance } from "./database-maintenance";
import { queriesKey, queriesMap } from "./database-queries";

export interface PostgresDatabaseArgs {
    readonly app: string;
    /** Name of the database among the app's data. */
    readonly data: string;
    readonly spec: PostgresData;
    readonly asset: DataAsset;
    /** The catalogue's entry for its login. */
    readonly credentials: DataAsset;
    /** The app itself, for the ways between its parts. */
    readonly owner: AnyApp;
    readonly settings: DatabaseSettings;
    readonly apiServer: Peer;
    /** Pods that ask for metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
    readonly size: Size;
    /** The pool that is named for it; that of its purpose where none is. */
    readonly pool: string | undefined;
    readonly certificate: pulumi.Input<string>;
    /** Where it is archived; absent without a bucket, or for data of no priority. */
    readonly archive: DatabaseArchivePlan | undefined;
    /** Which life of the database this is; later ones are born from the archive of the one before. */
    readonly generation: number;
    /** Moment, RFC 3339, to which the life before is taken over; all of it where absent. */
    readonly until: string | undefined;
    readonly protected: boolean;
}

export interface DatabaseArchivePlan {
    readonly bucket: NonNullable<Backup["first"]>;
    readonly rhythm: "daily" | "weekly";
    readonly windowDays: number;
    readonly ready: readonly pulumi.Resource[];
}

/** The house's settings for every database; an app may add to them. */
const parameters = {
    ssl_min_protocol_version: "TLSv1.3",
    password_encryption: "scram-sha-256",
    log_min_duration_statement: "1s",
    log_checkpoints: "on",
    log_lock_waits: "on",
    max_connections: String(databaseLimits.connections),
    // Without it nobody knows how long the disk takes.
    track_io_timing: "on",
    autovacuum: "on",
    autovacuum_vacuum_scale_factor: "0.05",
    autovacuum_analyze_scale_factor: "0.02",
    // The operator loads a library, and makes its extension in every database, when it has settings.
    "pg_stat_statements.max": "5000",
    "pg_stat_statements.track": "all",
};

/**
 * PostgreSQL for one app: a single instance whose volume is chosen by the catalogue, TLS 1.3 only,
 * with a generated password that reaches the cluster sealed.
 *
 * @see https://cloudnative-pg.io/documentation/current/
 */
export class PostgresDatabase extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: PostgresDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:workload:PostgresDatabase",
            name,
            { app: args.app, asset: args.asset.id, size: args.size },
            opts,
        );
        const binding = databaseBinding(args.app, args.data);

        const password = new random.RandomPassword(
            `${name}-password`,
            // No punctuation: it travels through URLs and shells.
            { length: 40, special: false },
            { parent: this, protect: args.protected },
        );
        const credentials = new SealedSecret(
            binding.credentialsSecret,
            {
                namespace: args.app,
                certificate: args.certificate,
                asset: args.credentials,
                type: "kubernetes.io/basic-auth",
                values: { username: binding.user, password: password.result },
            },
            { parent: this },
        );
        const queries = queriesMap(
            `${name}-queries`,
            { namespace: args.app, database: binding.database },
            { parent: this },
        );
        const archived = this.archive(args);
        const cluster = new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "postgresql.cnpg.io/v1",
                kind: "Cluster",
                metadata: {
                    name: dataName(args.app, args.data),
                    namespace: args.app,
                    labels: dataLabels(args.asset),
                    annotations: { [generationKey]: String(args.generation) },
                },
                spec: clusterSpec(args),
            },
            {
                parent: this,
                dependsOn: [credentials, queries, ...archived],
                // A database is born once: another generation is another database.
                replaceOnChanges: [`metadata.annotations["${generationKey}"]`],
                protect: args.protected && isIrreplaceable(args.asset),
            },
        );
        if (args.archive) {
            baseBackups(
                { ...args.archive, ...archiveNames(args), asset: args.asset },
                { parent: this, dependsOn: [cluster] },
            );
        }
        this.beside(name, args, cluster);
        this.ready = [credentials, cluster];
        this.registerOutputs({ host: binding.host, asset: args.asset.id });
    }

    /** What serves the database: the way between its servers, its pool, its housekeeping. */
    private beside(name: string, args: PostgresDatabaseArgs, cluster: pulumi.Resource): void {
        const { owner, data, settings } = args;
        const after = { parent: this, dependsOn: [cluster] };
        if (settings.instances > 1) {
            const servers = { pods: { "cnpg.io/cluster": dataName(args.app, data) } };
            const between = [{ peers: [servers], ports: [5432, 8000] }];
            networkPolicy(
                `${data}-replication`,
                { namespace: args.app, ...servers, ingress: between, egress: between },
                { parent: this },
            );
        }
        if (settings.pooler) {
            new ConnectionPooler(
                `${name}-pooler`,
                { app: owner, data, apiServer: args.apiServer, collector: args.collector },
                after,
            );
        }
        new DatabaseMaintenance(
            `${name}-maintenance`,
            { app: owner, data, spec: args.spec },
            after,
        );
    }

    private archive(args: PostgresDatabaseArgs): pulumi.Resource[] {
        return args.archive
            ? new DatabaseArchive(
                  `${dataName(args.app, args.data)}-archive`,
                  {
                      ...args.archive,
                      ...archiveNames(args),
                      asset: args.asset,
                      sealingCertificate: args.certificate,
                  },
                  { parent: this, dependsOn: [...args.archive.ready] },
              ).ready
            : [];
    }
}

/** Says which life of a database a Cluster is. */
const generationKey = "backup.homelab/generation";

function archiveNames({ app, data }: PostgresDatabaseArgs) {
    return { namespace: app, cluster: dataName(app, data) };
}

/** What the Cluster is born from: nothing, or the archive of the generation before. */
function birthOf(args: PostgresDatabaseArgs) {
    const binding = databaseBinding(args.app, args.data);
    const { cluster } = archiveNames(args);
    const owner = {
        database: binding.database,
        owner: binding.user,
        secret: { name: binding.credentialsSecret },
    };
    if (args.generation > 1 && args.archive) {
        return {
            bootstrap: {
                recovery: {
                    source: "archive",
                    ...owner,
                    ...(args.until !== undefined && {
                        recoveryTarget: { targetTime: args.until },
                    }),
                },
            },
            externalClusters: [
                { name: "archive", plugin: archiveSource(cluster, args.generation) },
            ],
        };
    }
    return {
        bootstrap: {
            initdb: {
                ...owner,
                dataChecksums: true,
                postInitApplicationSQL: (args.spec.extensions ?? []).map(
                    (extension) => `CREATE EXTENSION IF NOT EXISTS "${extension}";`,
                ),
            },
        },
    };
}

function clusterSpec(args: PostgresDatabaseArgs) {
    const labels = dataLabels(args.asset);
    return {
        instances: args.settings.instances,
        imageName: args.spec.image,
        // Nobody logs in as superuser; the operator needs no password for it.
        enableSuperuserAccess: false,
        // Claims and pods carry the labels of the data they hold.
        inheritedMetadata: { labels },
        storage: { size: args.size, storageClass: storageClassFor(args.asset, args.pool) },
        ...birthOf(args),
        ...(args.archive && {
            plugins: [archivePlugin(dataName(args.app, args.data), args.generation)],
        }),
        postgresql: {
            shared_preload_libraries: [...(args.spec.preloadLibraries ?? [])],
            parameters: { ...parameters, ...args.spec.parameters },
            // Before the operator's own last line, which would let plaintext in.
            pg_hba: ["hostnossl all all all reject"],
        },
        monitoring: {
            customQueriesConfigMap: [
                { name: `${dataName(args.app, args.data)}-queries`, key: queriesKey },
            ],
        },
        managed: { roles: [appRole(databaseBinding(args.app, args.data))] },
        ...(args.settings.pooler && {
            certificates: { serverAltDNSNames: poolerHosts(args.app, args.data) },
        }),
        resources: storeContainers.database,
        logLevel: "info",
    };
}

/** The app's login: its own database, and a share of the connections, so that others can still look. */
function appRole(binding: DatabaseBinding) {
    return {
        name: binding.user,
        ensure: "present",
        login: true,
        superuser: false,
        connectionLimit: databaseLimits.connectionsOfApp,
        passwordSecret: { name: binding.credentialsSecret },
    };
}
