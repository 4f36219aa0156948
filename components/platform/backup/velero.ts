import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { type Keep, daysOf, tiersOf } from "../../../catalogue/backup/levels";
import { runbookAnnotations } from "../../../catalogue/backup/runbooks";
import { scheduleOf } from "../../../catalogue/backup/schedules";
import { labelKeys } from "../../../catalogue/labels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { hostEgress } from "../network";
import { networkPolicy, type Peer } from "../network-policy";
import { SealedSecret } from "../secrets";
import { type Bucket, hostsOf, pathIn } from "./bucket";
import { veleroMetricsPort, veleroValues } from "./velero-values";

const chart = {
    chart: "velero",
    repository: "https://vmware-tanzu.github.io/helm-charts",
    version: "12.1.0",
} as const;

/** Namespace of Velero and of its schedules. */
export const veleroNamespace = "velero";

const location = "first";
const bucketSecret = "velero-bucket";
/** Velero looks for this name and key; without it, it would use a password that everybody knows. */
const passwordSecret = "velero-repo-credentials";
const volumePolicy = "volumes";

/** A namespace whose volumes are copied, and how many of their copies are kept. */
export interface CopiedNamespace {
    readonly name: string;
    readonly keep: Keep;
}

export interface VeleroArgs {
    readonly bucket: Bucket;
    /** Password of the repositories that the copies lie in. */
    readonly password: pulumi.Input<string>;
    readonly namespaces: readonly CopiedNamespace[];
    readonly apiServer: Peer;
    /** Pods that ask for metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * Velero: each night a copy of every namespace that holds something, files encrypted by Kopia
 * before they leave, objects without their Secrets.
 *
 * @see docs/seed/data-architecture.md, "Future: Centralized Backup"
 */
export class Velero extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: VeleroArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:platform:Velero",
            name,
            { bucket: args.bucket.name, namespaces: args.namespaces.map((one) => one.name) },
            opts,
        );
        const home = new IsolatedNamespace(
            veleroNamespace,
            // The agent on each node reads the volumes of all pods there, which takes host paths.
            { classification: "credentials", podSecurity: "privileged", protected: args.protected },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const release = chartRelease(
            name,
            {
                chart,
                namespace: veleroNamespace,
                values: veleroValues({ location, secret: bucketSecret }),
            },
            {
                parent: this,
                dependsOn: [
                    ...home.ready,
                    ...this.credentials(args, inside),
                    ...this.ways(args, inside),
                ],
            },
        );
        const after = { parent: this, dependsOn: [release] };
        const place = this.location(args, after);
        const policy = this.policy(after);
        for (const { name: app, keep } of args.namespaces) {
            this.schedules(app, keep, { parent: this, dependsOn: [place, policy] });
        }
        this.ready = [release, place];
        this.registerOutputs({ namespace: veleroNamespace });
    }

    private credentials(args: VeleroArgs, opts: pulumi.ComponentResourceOptions) {
        const { keyId, key } = args.bucket.place("volumes");
        const common = { namespace: veleroNamespace, certificate: args.sealingCertificate };
        return [
            new SealedSecret(
                bucketSecret,
                {
                    ...common,
                    asset: platformAsset("bucket-credentials"),
                    values: {
                        cloud: pulumi.interpolate`[default]\naws_access_key_id=${keyId}\naws_secret_access_key=${key}\n`,
                    },
                },
                opts,
            ),
            new SealedSecret(
                passwordSecret,
                {
                    ...common,
                    asset: platformAsset("kopia-password"),
                    values: { "repository-password": args.password },
                },
                opts,
            ),
        ];
    }

    /** All of its pods talk to the API server and to the bucket. */
    private ways(args: VeleroArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
        const inside = { namespace: veleroNamespace, pods: {} };
        return [
            networkPolicy(
                "velero",
                {
                    ...inside,
                    ...(args.collector && {
                        ingress: [{ peers: [args.collector], ports: [veleroMetricsPort] }],
                    }),
                    egress: [{ peers: [args.apiServer], ports: [6443] }],
                },
                opts,
            ),
            hostEgress("velero", { ...inside, hosts: hostsOf(args.bucket.place("volumes")) }, opts),
        ];
    }

    private location(args: VeleroArgs, opts: pulumi.CustomResourceOptions) {
        const place = args.bucket.place("volumes");
        return new k8s.apiextensions.CustomResource(
            "velero-location",
            {
                apiVersion: "velero.io/v1",
                kind: "BackupStorageLocation",
                metadata: {
                    name: location,
                    namespace: veleroNamespace,
                    labels: { [labelKeys.backupTarget]: args.bucket.name },
                },
                spec: {
                    provider: "aws",
                    default: true,
                    accessMode: "ReadWrite",
                    objectStorage: { bucket: place.bucket, prefix: pathIn(place, "velero") },
                    credential: { name: bucketSecret, key: "cloud" },
                    config: {
                        region: place.region,
                        s3Url: place.endpoint,
                        s3ForcePathStyle: "true",
                        // Services other than Amazon's do not all know the newer checksums.
                        checksumAlgorithm: "",
                    },
                },
            },
            opts,
        );
    }

    /** Databases have their own way out, and what has no priority stays at home. */
    private policy(opts: pulumi.CustomResourceOptions) {
        const skip = (conditions: object) => ({ conditions, action: { type: "skip" } });
        return new k8s.core.v1.ConfigMap(
            "velero-volumes",
            {
                metadata: { name: volumePolicy, namespace: veleroNamespace },
                data: {
                    "policy.yaml": stringify({
                        version: "v1",
                        volumePolicies: [
                            skip({ pvcLabels: { "cnpg.io/pvcRole": "PG_DATA" } }),
                            skip({ pvcLabels: { [labelKeys.backupPriority]: "none" } }),
                            skip({ volumeTypes: ["emptyDir"] }),
                        ],
                    }),
                },
            },
            opts,
        );
    }

    /** One schedule for each distance at which copies are kept; Kopia stores what they share once. */
    private schedules(app: string, keep: Keep, opts: pulumi.CustomResourceOptions): void {
        for (const tier of tiersOf(keep)) {
            new k8s.apiextensions.CustomResource(
                `velero-${app}-${tier}`,
                {
                    apiVersion: "velero.io/v1",
                    kind: "Schedule",
                    metadata: {
                        name: `${app}-${tier}`,
                        namespace: veleroNamespace,
                        annotations: runbookAnnotations("file-system copy"),
                    },
                    spec: {
                        schedule: scheduleOf("file-system copy", tier, app),
                        useOwnerReferencesInBackup: false,
                        template: {
                            includedNamespaces: [app],
                            // The objects lie in the bucket as they are; credentials come back from Git.
                            excludedResources: ["secrets", "events", "events.events.k8s.io"],
                            storageLocation: location,
                            ttl: `${daysOf(keep, tier) * 24}h0m0s`,
                            defaultVolumesToFsBackup: true,
                            snapshotVolumes: false,
                            resourcePolicy: { kind: "configmap", name: volumePolicy },
                        },
                    },
                },
                opts,
            );
        }
    }
}
