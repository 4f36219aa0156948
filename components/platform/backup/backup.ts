import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { backupLevels, keptDays, spareDays } from "../../../catalogue/backup/levels";
import { planOf } from "../../../catalogue/backup/plan";
import { rolesOf, type TargetRoles } from "../../../catalogue/backup/targets";
import type { Catalogue } from "../../../catalogue/catalogue";
import { platformAsset } from "../../../catalogue/platform-assets";
import type { BackupTargetConfig, HomelabConfig } from "../../../config/schema";
import type { Peer } from "../network-policy";
import { AgeIdentity } from "./age-identity";
import { BarmanPlugin } from "./barman-plugin";
import { type Bucket, hostOf, type Purpose, s3Bucket } from "./bucket";
import { BucketCopy } from "./bucket-copy";
import { EtcdSnapshots } from "./etcd-snapshots";
import { R2Buckets } from "./r2-buckets";
import { inBucket, onRestServer, type RepositoryPlace } from "./repository";
import { type CopiedNamespace, Velero } from "./velero";
import { VolSync } from "./volsync";

/** What each bucket takes, and where the configuration keeps its key. */
const bucketUses: Readonly<
    Record<
        "first" | "second",
        { readonly purposes: readonly Purpose[]; readonly secretPrefix: string }
    >
> = {
    first: { purposes: ["volumes", "databases", "etcd"], secretPrefix: "backup" },
    second: { purposes: ["restic", "copy"], secretPrefix: "secondBackup" },
};

export interface BackupArgs extends Pick<HomelabConfig, "backup" | "cluster" | "cloudflare"> {
    readonly catalogue: Catalogue;
    /** Names of the apps that run. */
    readonly apps: readonly string[];
    /** Secrets of the stack's configuration, by key. */
    readonly configuredSecrets: Readonly<Record<string, pulumi.Output<string>>>;
    /** Namespace that the machines let ask for snapshots of etcd. */
    readonly snapshotNamespace: string;
    /** Where the database operator is. */
    readonly databaseOperator: {
        readonly namespace: string;
        readonly pods: Readonly<Record<string, string>>;
    };
    readonly apiServer: Peer;
    /** Pods that ask for metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/** Everything that makes copies, as far as there are targets for them. */
export class Backup extends pulumi.ComponentResource {
    /** Takes everything; absent without a bucket. */
    readonly first: Bucket | undefined;
    /** Take second copies of volumes. */
    readonly repositories: readonly RepositoryPlace[];
    /** What databases wait for that archive into the first bucket. */
    readonly archiveReady: pulumi.Resource[];
    /** What second copies of volumes wait for. */
    readonly copiesReady: pulumi.Resource[];
    /** Password of restic's repositories; secret. */
    readonly resticPassword: pulumi.Output<string>;
    /** Every key that opens a backup, by what it opens; secret. */
    readonly keys: Readonly<
        Record<"kopiaPassword" | "resticPassword" | "etcdSnapshotIdentity", pulumi.Output<string>>
    >;

    constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
        const roles = rolesOf(args.backup.targets);
        super(
            "homelab:platform:Backup",
            name,
            {
                first: roles.first?.name,
                second: roles.second?.name,
                drive: roles.drive?.name,
                targets: args.backup.targets.map(targetFacts),
                ...(args.backup.incomplete && { incomplete: args.backup.incomplete }),
                ...(args.backup.drilled && { drilled: args.backup.drilled }),
            },
            opts,
        );
        const kopiaPassword = this.password("kopia", args);
        this.resticPassword = this.password("restic", args);
        const identity = new AgeIdentity(
            "etcd-snapshot-identity",
            { protected: args.protected },
            { parent: this },
        );
        this.keys = {
            kopiaPassword,
            resticPassword: this.resticPassword,
            etcdSnapshotIdentity: identity.identity,
        };
        this.first = this.bucketOf("first", roles.first, args);
        const second = this.bucketOf("second", roles.second, args);
        this.repositories = repositoriesOf(second, roles.drive, args.configuredSecrets);
        this.copiesReady =
            this.repositories.length > 0
                ? new VolSync("volsync", args, { parent: this }).ready
                : [];
        this.archiveReady = this.first ? this.intoFirst(this.first, identity, args) : [];
        this.copyBuckets(second, args);
        this.registerOutputs({});
    }

    private password(what: string, args: BackupArgs): pulumi.Output<string> {
        return new random.RandomPassword(
            `${what}-password`,
            { length: 48, special: false },
            { parent: this, protect: args.protected },
        ).result;
    }

    /** A bucket that exists, or the ones that are made at Cloudflare. */
    private bucketOf(
        role: keyof typeof bucketUses,
        target: TargetRoles<BackupTargetConfig>["first"],
        { configuredSecrets, cloudflare, protected: guarded }: BackupArgs,
    ): Bucket | undefined {
        const { purposes, secretPrefix } = bucketUses[role];
        if (target?.kind === "r2" && cloudflare) {
            return new R2Buckets(
                `${role}-buckets`,
                {
                    target: target.name,
                    accountId: cloudflare.accountId,
                    prefix: target.bucket,
                    location: target.location,
                    purposes,
                    protected: guarded,
                },
                { parent: this },
            ).bucket;
        }
        const keyId = configuredSecrets[`${secretPrefix}KeyId`];
        const key = configuredSecrets[`${secretPrefix}Key`];
        return target?.kind === "s3" && keyId && key
            ? s3Bucket({ ...target, keyId, key })
            : undefined;
    }

    private copyBuckets(second: Bucket | undefined, args: BackupArgs): void {
        if (this.first) {
            new BucketCopy(
                "bucket-copy",
                {
                    ...args,
                    first: this.first,
                    second,
                    databaseDays: backupLevels.critical.windowDays + spareDays,
                    snapshotDays: Number.parseInt(platformAsset("etcd-snapshots").retention, 10),
                },
                { parent: this },
            );
        }
    }

    /** All that goes to the first bucket, but databases, which apps bring. */
    private intoFirst(bucket: Bucket, identity: AgeIdentity, args: BackupArgs): pulumi.Resource[] {
        new Velero(
            "velero",
            {
                ...args,
                bucket,
                password: this.keys.kopiaPassword,
                namespaces: copiedNamespaces(args),
            },
            { parent: this },
        );
        new EtcdSnapshots(
            "etcd-snapshots",
            {
                ...args,
                bucket,
                namespace: args.snapshotNamespace,
                cluster: args.cluster.name,
                controlPlanes: args.cluster.nodes
                    .filter(({ role }) => role === "controlplane")
                    .map(({ ip }) => ip),
                recipient: identity.recipient,
            },
            { parent: this },
        );
        return new BarmanPlugin(
            "plugin-barman-cloud",
            { apiServer: args.apiServer, operator: args.databaseOperator },
            { parent: this },
        ).ready;
    }
}

/** What policies know of a target. */
function targetFacts(target: BackupTargetConfig) {
    return {
        name: target.name,
        kind: target.kind,
        offsite: target.kind === "r2" || target.offsite,
        ...(target.kind === "s3" && { host: hostOf(target.endpoint).name }),
        ...(target.kind === "rest-server" && { host: hostOf(target.url).name }),
    };
}

function repositoriesOf(
    second: Bucket | undefined,
    drive: TargetRoles<BackupTargetConfig>["drive"],
    secrets: BackupArgs["configuredSecrets"],
): RepositoryPlace[] {
    const password = secrets["restServerPassword"];
    return [
        ...(second ? [inBucket(second)] : []),
        ...(drive && password ? [onRestServer({ ...drive, password })] : []),
    ];
}

/** Apps with volumes that have a priority; the one that is kept longest decides for all. */
function copiedNamespaces({ apps, catalogue }: BackupArgs): CopiedNamespace[] {
    return apps.flatMap((app) => {
        const plans = catalogue
            .of(app)
            .map((asset) => planOf(asset, catalogue.assets))
            .filter(({ copies }) => copies.some(({ method }) => method === "file-system copy"))
            .sort((a, b) => keptDays(b.keep) - keptDays(a.keep));
        return plans[0] === undefined ? [] : [{ name: app, keep: plans[0].keep }];
    });
}
