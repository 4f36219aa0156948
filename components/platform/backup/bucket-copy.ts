import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { runbookAnnotations } from "../../../catalogue/backup/runbooks";
import { scheduleOf } from "../../../catalogue/backup/schedules";
import { labelKeys } from "../../../catalogue/labels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { IsolatedNamespace } from "../namespace";
import { hostEgress } from "../network";
import { SealedSecret } from "../secrets";
import { restrictedContainer, restrictedPod } from "../restricted-pod";
import { type Bucket, hostsOf, pathIn, type Place } from "./bucket";
import { copyScript } from "./copy-script";

const namespace = "backup-copy";
const image =
    "docker.io/rclone/rclone:1.75.1@sha256:45401ad7410db1d67ffdb58e19059ad20b0d8e0285a60e38bbec55cc1019c7a5";
const pods = { "app.kubernetes.io/name": "bucket-copy" } as const;
const configSecret = "rclone";
const configKey = "rclone.conf";

export interface BucketCopyArgs {
    readonly first: Bucket;
    /** Absent: nothing is copied, and only what is too old goes. */
    readonly second: Bucket | undefined;
    /** Days that archives of databases are kept; longer than any of them can be taken back. */
    readonly databaseDays: number;
    /** Days that snapshots of etcd are kept. */
    readonly snapshotDays: number;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * Copies what no restic comes to, databases and snapshots of etcd, from the first bucket to the
 * second provider, and removes what is older than its retention where no bucket does so itself.
 *
 * @see https://rclone.org/s3/
 */
export class BucketCopy extends pulumi.ComponentResource {
    constructor(name: string, args: BucketCopyArgs, opts?: pulumi.ComponentResourceOptions) {
        const { first, second } = args;
        super("homelab:platform:BucketCopy", name, { from: first.name, to: second?.name }, opts);
        const remotes = {
            databases: first.place("databases"),
            etcd: first.place("etcd"),
            ...(second && { copy: second.place("copy") }),
        };
        const home = new IsolatedNamespace(
            namespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const config = new SealedSecret(
            configSecret,
            {
                namespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("bucket-credentials"),
                values: { [configKey]: rcloneConfig(remotes, { first, second }) },
            },
            inside,
        );
        const hosts = Object.values(remotes).flatMap(hostsOf);
        const allowed = hostEgress(
            "bucket-copy",
            { namespace, pods, hosts: distinct(hosts) },
            inside,
        );
        new k8s.batch.v1.CronJob(
            name,
            {
                metadata: { name, namespace, ...sayingFromTo(args) },
                spec: {
                    schedule: scheduleOf("bucket copy", "daily", name),
                    timeZone: "Etc/UTC",
                    concurrencyPolicy: "Forbid",
                    successfulJobsHistoryLimit: 1,
                    failedJobsHistoryLimit: 3,
                    jobTemplate: {
                        spec: {
                            backoffLimit: 2,
                            activeDeadlineSeconds: 12 * 3600,
                            template: {
                                metadata: { labels: { ...pods } },
                                spec: podSpec(script(args, remotes)),
                            },
                        },
                    },
                },
            },
            { parent: this, dependsOn: [config, allowed] },
        );
        this.registerOutputs({ namespace });
    }
}

/** What tells people and policies where copies come from, where they go and how they are used. */
function sayingFromTo({ first, second }: BucketCopyArgs) {
    return {
        labels: {
            [labelKeys.backupSource]: first.name,
            ...(second && { [labelKeys.backupTarget]: second.name }),
        },
        annotations: runbookAnnotations("bucket copy"),
    };
}

type Remotes = Readonly<Record<"databases" | "etcd", Place>> & { readonly copy?: Place };

function script(args: BucketCopyArgs, { databases, etcd, copy }: Remotes): string {
    const at = (remote: string, place: Place, ...parts: string[]) =>
        `${remote}:${[place.bucket, pathIn(place, ...parts)].filter((p) => p !== "").join("/")}`;
    return copyScript([
        {
            from: at("databases", databases),
            ...(copy && { to: at("copy", copy, "databases") }),
            // The archiver removes its own from the first bucket.
            copyDays: args.databaseDays,
        },
        {
            from: at("etcd", etcd),
            ...(copy && { to: at("copy", copy, "etcd") }),
            copyDays: args.snapshotDays,
            // R2's lifecycle rule does it there.
            ...(args.first.kind === "r2" ? {} : { fromDays: args.snapshotDays }),
        },
    ]);
}

function rcloneConfig(
    remotes: Remotes,
    { first, second }: Pick<BucketCopyArgs, "first" | "second">,
): pulumi.Output<string> {
    const sections = Object.entries(remotes).map(([remote, place]: [string, Place]) => {
        const kind = (remote === "copy" ? second : first)?.kind;
        const provider = kind === "r2" ? "Cloudflare" : "Other";
        return pulumi.interpolate`[${remote}]
type = s3
provider = ${provider}
endpoint = ${place.endpoint}
region = ${place.region}
access_key_id = ${place.keyId}
secret_access_key = ${place.key}
no_check_bucket = true
`;
    });
    return pulumi.all(sections).apply((texts) => texts.join("\n"));
}

function distinct(hosts: readonly { name: string; port: number }[]) {
    return [...new Map(hosts.map((host) => [`${host.name}:${host.port}`, host])).values()];
}

function podSpec(text: string): k8s.types.input.core.v1.PodSpec {
    return {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        securityContext: restrictedPod(65532, { ownsVolumes: true }),
        containers: [
            {
                name: "rclone",
                image,
                command: ["/bin/sh", "-c", text],
                env: [
                    { name: "RCLONE_CONFIG", value: `/config/${configKey}` },
                    { name: "HOME", value: "/tmp" },
                ],
                resources: platformPods.firstBucket.bucketCopy.containers.rclone,
                securityContext: restrictedContainer(),
                volumeMounts: [
                    { name: "config", mountPath: "/config", readOnly: true },
                    { name: "tmp", mountPath: "/tmp" },
                ],
            },
        ],
        volumes: [
            { name: "config", secret: { secretName: configSecret, defaultMode: 0o440 } },
            { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
        ],
    };
}
