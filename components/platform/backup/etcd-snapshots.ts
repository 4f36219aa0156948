import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { runbookAnnotations } from "../../../catalogue/backup/runbooks";
import { snapshotSchedule } from "../../../catalogue/backup/schedules";
import { dataLabels, labelKeys } from "../../../catalogue/labels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { IsolatedNamespace } from "../namespace";
import { hostEgress } from "../network";
import { networkPolicy } from "../network-policy";
import { SealedSecret } from "../secrets";
import { restrictedContainer, restrictedPod } from "../restricted-pod";
import { type Bucket, hostsOf, pathIn, type Place } from "./bucket";

const image =
    "ghcr.io/siderolabs/talos-backup:v0.1.0-beta.3@sha256:05c86663b251a407551dc948097e32e163a345818117eb52c573b0447bd0c7a7";
const pods = { "app.kubernetes.io/name": "talos-backup" } as const;
const bucketSecret = "etcd-bucket";
/** Talos makes the Secret of this name, with the client configuration in it. */
const talosAccess = "talos-backup";

export interface EtcdSnapshotsArgs {
    readonly bucket: Bucket;
    /** Namespace that the machine configuration lets ask for snapshots. */
    readonly namespace: string;
    readonly cluster: string;
    /** Addresses of the control planes. */
    readonly controlPlanes: readonly string[];
    /** Whom snapshots are encrypted for. */
    readonly recipient: pulumi.Input<string>;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * Snapshots of etcd, taken through the Talos API, encrypted with age and put into the bucket.
 *
 * @see https://github.com/siderolabs/talos-backup
 */
export class EtcdSnapshots extends pulumi.ComponentResource {
    constructor(name: string, args: EtcdSnapshotsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:EtcdSnapshots", name, { bucket: args.bucket.name }, opts);
        const { namespace } = args;
        const place = args.bucket.place("etcd");
        const home = new IsolatedNamespace(
            namespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        new k8s.batch.v1.CronJob(
            name,
            {
                metadata: {
                    name,
                    namespace,
                    labels: {
                        ...dataLabels(platformAsset("etcd-snapshots")),
                        [labelKeys.backupTarget]: args.bucket.name,
                    },
                    annotations: runbookAnnotations("etcd snapshot"),
                },
                spec: {
                    schedule: snapshotSchedule(args.cluster),
                    timeZone: "Etc/UTC",
                    concurrencyPolicy: "Forbid",
                    successfulJobsHistoryLimit: 1,
                    failedJobsHistoryLimit: 3,
                    jobTemplate: {
                        spec: {
                            backoffLimit: 3,
                            activeDeadlineSeconds: 3600,
                            template: {
                                metadata: { labels: { ...pods } },
                                spec: podSpec(args.cluster, place),
                            },
                        },
                    },
                },
            },
            {
                parent: this,
                dependsOn: [...access(args, place, inside), ...ways(args, place, inside)],
            },
        );
        this.registerOutputs({ namespace });
    }
}

/** What the job shows Talos and the bucket. */
function access(
    { namespace, sealingCertificate, recipient }: EtcdSnapshotsArgs,
    place: Place,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    return [
        new k8s.apiextensions.CustomResource(
            talosAccess,
            {
                apiVersion: "talos.dev/v1alpha1",
                kind: "ServiceAccount",
                metadata: { name: talosAccess, namespace },
                spec: { roles: ["os:etcd:backup"] },
            },
            opts,
        ),
        new SealedSecret(
            bucketSecret,
            {
                namespace,
                certificate: sealingCertificate,
                asset: platformAsset("bucket-credentials"),
                values: {
                    AWS_ACCESS_KEY_ID: place.keyId,
                    AWS_SECRET_ACCESS_KEY: place.key,
                    AGE_X25519_PUBLIC_KEY: recipient,
                },
            },
            opts,
        ),
    ];
}

function ways(
    { namespace, controlPlanes }: EtcdSnapshotsArgs,
    place: Place,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const cidrs = controlPlanes.map((ip) => `${ip}/32`);
    return [
        networkPolicy(
            "snapshots",
            { namespace, pods, egress: [{ peers: [{ cidrs }], ports: [50000] }] },
            opts,
        ),
        hostEgress("snapshots", { namespace, pods, hosts: hostsOf(place) }, opts),
    ];
}

function podSpec(cluster: string, place: Place): k8s.types.input.core.v1.PodSpec {
    const fromSecret = (name: string) => ({
        name,
        valueFrom: { secretKeyRef: { name: bucketSecret, key: name } },
    });
    return {
        restartPolicy: "OnFailure",
        automountServiceAccountToken: false,
        securityContext: restrictedPod(1000),
        containers: [
            {
                name: "talos-backup",
                image,
                command: ["/talos-backup"],
                workingDir: "/tmp",
                env: [
                    fromSecret("AWS_ACCESS_KEY_ID"),
                    fromSecret("AWS_SECRET_ACCESS_KEY"),
                    fromSecret("AGE_X25519_PUBLIC_KEY"),
                    { name: "AWS_REGION", value: place.region },
                    { name: "CUSTOM_S3_ENDPOINT", value: place.endpoint },
                    { name: "USE_PATH_STYLE", value: "true" },
                    { name: "BUCKET", value: place.bucket },
                    { name: "S3_PREFIX", value: pathIn(place, cluster) },
                    { name: "CLUSTER_NAME", value: cluster },
                    { name: "ENABLE_COMPRESSION", value: "true" },
                    // The image has no account for user 1000, and so no home.
                    { name: "HOME", value: "/tmp" },
                ],
                resources: platformPods.firstBucket.etcdSnapshot.containers.snapshot,
                securityContext: restrictedContainer(),
                volumeMounts: [
                    { name: "tmp", mountPath: "/tmp" },
                    { name: "talos", mountPath: "/var/run/secrets/talos.dev", readOnly: true },
                ],
            },
        ],
        volumes: [
            { name: "tmp", emptyDir: { sizeLimit: "2Gi" } },
            { name: "talos", secret: { secretName: talosAccess } },
        ],
    };
}
