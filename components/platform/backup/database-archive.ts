import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { runbookAnnotations } from "../../../catalogue/backup/runbooks";
import { baseBackupSchedule } from "../../../catalogue/backup/schedules";
import type { DataAsset } from "../../../catalogue/data-asset";
import { dataLabels, labelKeys } from "../../../catalogue/labels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { storeContainers } from "../../../catalogue/requests/platform-pods";
import { hostEgress } from "../network";
import { SealedSecret } from "../secrets";
import { type Bucket, hostsOf, pathIn, type Place } from "./bucket";

/** Name under which the operator knows the plugin. */
const plugin = "barman-cloud.cloudnative-pg.io";

export interface DatabaseArchiveArgs {
    readonly namespace: string;
    /** Name of the database's Cluster. */
    readonly cluster: string;
    readonly asset: DataAsset;
    readonly bucket: Bucket;
    /** How often everything is copied; changes in between are archived as they happen. */
    readonly rhythm: "daily" | "weekly";
    /** Days to which the database can be taken back. */
    readonly windowDays: number;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
}

/** How a Cluster finds its archive. */
export interface ArchivePlugin {
    readonly name: string;
    readonly enabled: true;
    readonly isWALArchiver: true;
    readonly parameters: { readonly barmanObjectName: string; readonly serverName: string };
}

/** A Cluster's entry for its archive; every generation of a database has a folder of its own there. */
export function archivePlugin(cluster: string, generation: number): ArchivePlugin {
    return {
        name: plugin,
        enabled: true,
        isWALArchiver: true,
        parameters: archiveOf(cluster, generation),
    };
}

/** What the Cluster is born from, when it is a later generation: the archive of the one before. */
export function archiveSource(cluster: string, generation: number) {
    return { name: plugin, parameters: archiveOf(cluster, generation - 1) };
}

function archiveOf(cluster: string, generation: number) {
    return { barmanObjectName: cluster, serverName: `${cluster}-g${generation}` };
}

/**
 * Where a database's changes go as they happen, and its base backups on a schedule. Must be there
 * before the Cluster, whose plugin reads it.
 *
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/
 */
export class DatabaseArchive extends pulumi.ComponentResource {
    /** What the Cluster waits for. */
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: DatabaseArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:DatabaseArchive", name, { asset: args.asset.id }, opts);
        const { namespace, cluster } = args;
        const place = args.bucket.place("databases");
        const secret = `${cluster}-archive`;
        const credentials = new SealedSecret(
            secret,
            {
                namespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("bucket-credentials"),
                values: { keyId: place.keyId, key: place.key, region: place.region },
            },
            { parent: this },
        );
        const allowed = hostEgress(
            `${cluster}-archive`,
            { namespace, pods: { "cnpg.io/cluster": cluster }, hosts: hostsOf(place) },
            { parent: this },
        );
        const store = new k8s.apiextensions.CustomResource(
            cluster,
            {
                apiVersion: "barmancloud.cnpg.io/v1",
                kind: "ObjectStore",
                metadata: {
                    name: cluster,
                    namespace,
                    labels: {
                        ...dataLabels(args.asset),
                        [labelKeys.backupTarget]: args.bucket.name,
                    },
                },
                spec: storeSpec(args, place, secret),
            },
            { parent: this, dependsOn: [credentials] },
        );
        this.ready = [credentials, allowed, store];
        this.registerOutputs({ cluster });
    }
}

/** Copies the whole database on a schedule, and once at its birth. */
export function baseBackups(
    args: Pick<DatabaseArchiveArgs, "namespace" | "cluster" | "asset" | "rhythm">,
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    const { namespace, cluster } = args;
    return new k8s.apiextensions.CustomResource(
        `${cluster}-base-backup`,
        {
            apiVersion: "postgresql.cnpg.io/v1",
            kind: "ScheduledBackup",
            metadata: {
                name: cluster,
                namespace,
                labels: dataLabels(args.asset),
                annotations: runbookAnnotations("base backup and WAL archive"),
            },
            spec: {
                // The operator's schedules begin with seconds.
                schedule: `0 ${baseBackupSchedule(args.rhythm, cluster)}`,
                immediate: true,
                backupOwnerReference: "self",
                cluster: { name: cluster },
                method: "plugin",
                pluginConfiguration: { name: plugin },
            },
        },
        opts,
    );
}

function storeSpec(
    { namespace, bucket, windowDays }: DatabaseArchiveArgs,
    place: Place,
    secret: string,
) {
    const key = (name: string) => ({ name: secret, key: name });
    // R2 encrypts everything and refuses the header that asks for it.
    const encryption = bucket.kind === "r2" ? {} : { encryption: "AES256" };
    return {
        retentionPolicy: `${windowDays}d`,
        configuration: {
            destinationPath: `s3://${place.bucket}/${pathIn(place, namespace)}`,
            endpointURL: place.endpoint,
            s3Credentials: {
                accessKeyId: key("keyId"),
                secretAccessKey: key("key"),
                region: key("region"),
            },
            wal: { compression: "gzip", maxParallel: 2, ...encryption },
            data: { compression: "gzip", ...encryption },
        },
        instanceSidecarConfiguration: {
            logLevel: "info",
            resources: storeContainers.archive,
            // Services other than Amazon's do not all know the newer checksums.
            env: [
                { name: "AWS_REQUEST_CHECKSUM_CALCULATION", value: "when_required" },
                { name: "AWS_RESPONSE_CHECKSUM_VALIDATION", value: "when_required" },
            ],
        },
    };
}
