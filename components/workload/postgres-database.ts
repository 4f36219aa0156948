import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { PostgresData } from "../../catalogue/app-data";
import { type DataAsset, isIrreplaceable } from "../../catalogue/data-asset";
import { dataLabels } from "../../catalogue/labels";
import type { Size } from "../../catalogue/units";
import { SealedSecret, storageClassFor } from "../platform";
import { databaseBinding, dataName } from "./bindings";

export interface PostgresDatabaseArgs {
    readonly app: string;
    /** Name of the database among the app's data. */
    readonly data: string;
    readonly spec: PostgresData;
    readonly asset: DataAsset;
    /** The catalogue's entry for its login. */
    readonly credentials: DataAsset;
    readonly size: Size;
    readonly certificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/** The house's settings for every database; an app may add to them. */
const parameters = {
    ssl_min_protocol_version: "TLSv1.3",
    password_encryption: "scram-sha-256",
    log_min_duration_statement: "1s",
    log_checkpoints: "on",
    log_lock_waits: "on",
    autovacuum: "on",
    autovacuum_vacuum_scale_factor: "0.05",
    autovacuum_analyze_scale_factor: "0.02",
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
        const cluster = new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "postgresql.cnpg.io/v1",
                kind: "Cluster",
                metadata: {
                    name: dataName(args.app, args.data),
                    namespace: args.app,
                    labels: dataLabels(args.asset),
                },
                spec: clusterSpec(args),
            },
            {
                parent: this,
                dependsOn: [credentials],
                protect: args.protected && isIrreplaceable(args.asset),
            },
        );
        this.ready = [credentials, cluster];
        this.registerOutputs({ host: binding.host, asset: args.asset.id });
    }
}

function clusterSpec(args: PostgresDatabaseArgs) {
    const binding = databaseBinding(args.app, args.data);
    const labels = dataLabels(args.asset);
    return {
        instances: 1,
        imageName: args.spec.image,
        // Nobody logs in as superuser; the operator needs no password for it.
        enableSuperuserAccess: false,
        // Claims and pods carry the labels of the data they hold.
        inheritedMetadata: { labels },
        storage: { size: args.size, storageClass: storageClassFor(args.asset) },
        bootstrap: {
            initdb: {
                database: binding.database,
                owner: binding.user,
                secret: { name: binding.credentialsSecret },
                dataChecksums: true,
                postInitApplicationSQL: (args.spec.extensions ?? []).map(
                    (extension) => `CREATE EXTENSION IF NOT EXISTS "${extension}";`,
                ),
            },
        },
        postgresql: {
            shared_preload_libraries: [...(args.spec.preloadLibraries ?? [])],
            parameters: { ...parameters, ...args.spec.parameters },
            // Before the operator's own last line, which would let plaintext in.
            pg_hba: ["hostnossl all all all reject"],
        },
        resources: {
            requests: { cpu: "100m", memory: "512Mi" },
            limits: { memory: "2Gi" },
        },
        logLevel: "info",
    };
}
