import { apps } from "../../../apps";
import { backupLevels, daysOf, spareDays, tiersOf } from "../../../catalogue/backup/levels";
import { hoursBetween, machineSchedule } from "../../../catalogue/backup/schedules";
import { collect } from "../../../catalogue/catalogue";
import type { Recorded } from "../../support/record";
import { recordShipped, shippedConfig } from "../../support/shipped-program";
import { haveDefinitions, validatorsOf } from "../cluster-definitions";
import { type ClusterObject, objectsOf, type Tree, valuesOfKey } from "../recorded";

let recorded: readonly Recorded[];
beforeAll(async () => {
    recorded = await recordShipped();
});

const all = (kind: string) => objectsOf(recorded, kind);
const named = (kind: string, namespace: string, name: string): ClusterObject => {
    const found = all(kind).find((one) => one.namespace === namespace && one.name === name);
    if (found === undefined) {
        throw new Error(`there is no ${kind} ${namespace}/${name}`);
    }
    return found;
};
const keysOf = (namespace: string, name: string) =>
    Object.keys(named("SealedSecret", namespace, name).spec["encryptedData"] as Tree).sort();
const catalogue = collect(apps);
const ofKind = (kind: string, backup: string) =>
    catalogue.assets.filter((asset) => asset.kind === kind && asset.backup === backup);

const withDefinitions = haveDefinitions ? it : it.skip;

withDefinitions("every object is of the form that its kind is defined with", () => {
    const validators = validatorsOf(/^(velero|volsync|cnpg)/);
    const mine = objectsOf(recorded).filter(({ all: object, kind }) =>
        validators.has(`${String(object["apiVersion"])}/${kind}`),
    );
    expect(new Set(mine.map(({ kind }) => kind))).toEqual(
        new Set([
            "BackupStorageLocation",
            "Cluster",
            "ObjectStore",
            "ReplicationSource",
            "Schedule",
            "ScheduledBackup",
        ]),
    );
    for (const { all: object, kind, name } of mine) {
        const validate = validators.get(`${String(object["apiVersion"])}/${kind}`);
        expect([name, validate?.(object), validate?.errors ?? []]).toEqual([name, true, []]);
        const spec = { ...(object["spec"] as Tree), unheardOf: true };
        expect(validate?.({ ...object, spec })).toBe(false);
    }
});

describe("Velero", () => {
    it("finds its key and a password of its own under the names it looks for", () => {
        expect(keysOf("velero", "velero-bucket")).toEqual(["cloud"]);
        expect(keysOf("velero", "velero-repo-credentials")).toEqual(["repository-password"]);
        expect(named("BackupStorageLocation", "velero", "first").spec).toMatchObject({
            default: true,
            credential: { name: "velero-bucket", key: "cloud" },
            objectStorage: { bucket: "example-homelab-volumes", prefix: "velero" },
        });
    });

    it("copies every app with volumes at the distances that the table says, without Secrets", () => {
        const { keep } = backupLevels.critical;
        for (const tier of tiersOf(keep)) {
            const { spec } = named("Schedule", "velero", `immich-${tier}`);
            const template = spec["template"] as Tree;
            expect(template["ttl"]).toBe(`${daysOf(keep, tier) * 24}h0m0s`);
            expect(template["includedNamespaces"]).toEqual(["immich"]);
            expect(template["excludedResources"]).toContain("secrets");
            expect(template["storageLocation"]).toBe("first");
            expect(template["resourcePolicy"]).toEqual({ kind: "configmap", name: "volumes" });
            expect(hoursBetween(spec["schedule"] as string)).toBeDefined();
        }
        const copied = new Set(
            all("Schedule").flatMap(({ spec }) => valuesOfKey(spec, "includedNamespaces").flat()),
        );
        const wanted = catalogue.assets
            .filter(({ kind, backup }) => kind === "volume" && backup !== "none")
            .map(({ id }) => id.split(".")[0]);
        expect([...copied].sort()).toEqual([...new Set(wanted)].sort());
    });

    it("leaves out databases and what has no priority", () => {
        const policy = named("ConfigMap", "velero", "volumes").all["data"] as Tree;
        expect(policy["policy.yaml"]).toContain("cnpg.io/pvcRole: PG_DATA");
        expect(policy["policy.yaml"]).toContain("data.homelab/backup-priority: none");
    });
});

describe("second copies of volumes", () => {
    it("are made of every critical volume, to every other place, with the retention of the table", () => {
        const sources = all("ReplicationSource");
        const critical = ofKind("volume", "critical");
        expect(critical.length).toBeGreaterThan(0);
        for (const { id } of critical) {
            const own = sources.filter(({ labels }) => labels["data.homelab/asset"] === id);
            expect(own.map(({ name }) => name).sort()).toEqual([
                `${id.replace(".", "-")}-backblaze`,
                `${id.replace(".", "-")}-usb-drive`,
            ]);
        }
        expect(sources).toHaveLength(critical.length * 2);
        for (const { namespace, spec } of sources) {
            const restic = spec["restic"] as Tree;
            expect(restic["retain"]).toEqual(backupLevels.critical.keep);
            expect(restic["copyMethod"]).toBe("Direct");
            // What is forgotten takes room until it is pruned.
            expect(restic["pruneIntervalDays"]).toBe(7);
            expect(keysOf(namespace, restic["repository"] as string)).toEqual(
                expect.arrayContaining(["RESTIC_PASSWORD", "RESTIC_REPOSITORY"]),
            );
            const claims = all("PersistentVolumeClaim").map((claim) => claim.name);
            expect(claims).toContain(spec["sourcePVC"]);
        }
    });

    it("are each tried by a restore drill that can open the repository and reach it", () => {
        for (const { name, namespace, spec } of all("ReplicationSource")) {
            const drill = named("CronJob", namespace, `${name}-drill`);
            const [from] = valuesOfKey(drill.spec, "envFrom").flat() as Tree[];
            expect(from).toEqual({
                secretRef: { name: (spec["restic"] as Tree)["repository"] },
            });
            const labels = { "backup.homelab/copies": "true" };
            expect(valuesOfKey(drill.spec, "labels")).toEqual([labels]);
            expect((spec["restic"] as Tree)["moverPodLabels"]).toMatchObject(labels);
            const way = named("CiliumNetworkPolicy", namespace, "backup-hosts");
            expect(way.spec["endpointSelector"]).toEqual({ matchLabels: labels });
            expect(valuesOfKey(way.spec, "matchName")).toEqual(
                expect.arrayContaining(["s3.eu-central-003.backblazeb2.com", "pve1.example.org"]),
            );
        }
    });
});

describe("databases", () => {
    it("archive what changes into the first bucket, and are copied whole on a schedule", () => {
        const databases = all("Cluster");
        expect(databases.length).toBeGreaterThan(0);
        for (const { name, namespace, spec } of databases) {
            expect(spec["plugins"]).toEqual([
                {
                    name: "barman-cloud.cloudnative-pg.io",
                    enabled: true,
                    isWALArchiver: true,
                    parameters: { barmanObjectName: name, serverName: `${name}-g1` },
                },
            ]);
            const store = named("ObjectStore", namespace, name);
            expect(store.spec["retentionPolicy"]).toMatch(/^\d+d$/);
            expect(valuesOfKey(store.spec, "destinationPath")).toEqual([
                `s3://example-homelab-databases/${namespace}`,
            ]);
            const [keys] = valuesOfKey(store.spec, "s3Credentials") as Record<string, Tree>[];
            for (const { name: secret, key } of Object.values(keys ?? {})) {
                expect(keysOf(namespace, secret as string)).toContain(key);
            }
            const { spec: base } = named("ScheduledBackup", namespace, name);
            expect(base).toMatchObject({ cluster: { name }, method: "plugin", immediate: true });
            expect((base["schedule"] as string).split(" ")).toHaveLength(6);
            const way = named("CiliumNetworkPolicy", namespace, `${name}-archive-hosts`);
            expect(way.spec["endpointSelector"]).toEqual({
                matchLabels: { "cnpg.io/cluster": name },
            });
        }
    });

    it("are born from the archive of the life before, once they are in another", async () => {
        const again = await recordShipped({
            config: {
                "homelab:recovery": JSON.stringify({
                    databases: { "immich.database": 3 },
                    until: { "immich.database": "2027-01-31T18:30:00Z" },
                }),
            },
        });
        const [cluster] = objectsOf(again, "Cluster").filter(
            ({ name }) => name === "immich-database",
        );
        expect(valuesOfKey(cluster?.spec["plugins"], "serverName")).toEqual(["immich-database-g3"]);
        expect(cluster?.spec["bootstrap"]).toMatchObject({
            recovery: {
                source: "archive",
                recoveryTarget: { targetTime: "2027-01-31T18:30:00Z" },
            },
        });
        expect(cluster?.spec["externalClusters"]).toEqual([
            {
                name: "archive",
                plugin: {
                    name: "barman-cloud.cloudnative-pg.io",
                    parameters: {
                        barmanObjectName: "immich-database",
                        serverName: "immich-database-g2",
                    },
                },
            },
        ]);
    });
});

describe("snapshots of etcd", () => {
    it("are taken every six hours, encrypted, with the one right that this takes", () => {
        const job = named("CronJob", "talos-backup", "etcd-snapshots");
        expect(hoursBetween(job.spec["schedule"] as string)).toBe(6);
        expect(valuesOfKey(job.spec, "command")).toEqual([["/talos-backup"]]);
        const env = (valuesOfKey(job.spec, "env")[0] ?? []) as Record<string, unknown>[];
        const names = env.map(({ name }) => name);
        expect(names).toContain("AGE_X25519_PUBLIC_KEY");
        expect(names).not.toContain("DISABLE_ENCRYPTION");
        expect(keysOf("talos-backup", "etcd-bucket")).toEqual([
            "AGE_X25519_PUBLIC_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
        ]);
        const account = named("ServiceAccount", "talos-backup", "talos-backup");
        expect(account.all["apiVersion"]).toBe("talos.dev/v1alpha1");
        expect(account.spec).toEqual({ roles: ["os:etcd:backup"] });
        // Talos makes the account's Secret itself.
        expect(all("SealedSecret").filter(({ name }) => name === "talos-backup")).toEqual([]);
        expect(valuesOfKey(job.spec, "secretName")).toEqual(["talos-backup"]);
    });
});

describe("buckets at Cloudflare", () => {
    const resources = (type: string) =>
        recorded.filter((one) => one.type === `cloudflare:index/${type}`);

    it("are one for each purpose, each with a key that opens nothing else", () => {
        const names = ["volumes", "databases", "etcd"].map((use) => `example-homelab-${use}`);
        expect(resources("r2Bucket:R2Bucket").map(({ inputs }) => inputs["name"])).toEqual(names);
        const opened = resources("accountToken:AccountToken")
            .filter(({ name }) => names.includes(name))
            .map(({ inputs }) => {
                const [policy, ...more] = inputs["policies"] as { resources: string }[];
                expect(more).toEqual([]);
                // "Workers R2 Storage Bucket Item Write", by Cloudflare's id.
                expect(valuesOfKey(policy, "id")).toEqual(["2efd5506f9c8494dacb1fa10a3e7d5b6"]);
                return Object.keys(JSON.parse(policy?.resources ?? "{}") as object);
            });
        expect(opened).toEqual(
            names.map((name) => [
                `com.cloudflare.edge.r2.bucket.0123456789abcdef0123456789abcdef_default_${name}`,
            ]),
        );
    });

    it("delete snapshots of etcd after the catalogue's seven days, and lock what is written once", () => {
        const rulesOf = (type: string, name: string) =>
            resources(type).find((one) => one.name === name)?.inputs["rules"];
        expect(
            rulesOf("r2BucketLifecycle:R2BucketLifecycle", "example-homelab-etcd"),
        ).toContainEqual(
            expect.objectContaining({
                id: "retention",
                deleteObjectsTransition: { condition: { type: "Age", maxAge: 7 * 24 * 3600 } },
            }),
        );
        const locked = resources("r2BucketLock:R2BucketLock").map(({ name }) => name);
        expect(locked).toEqual(["example-homelab-databases", "example-homelab-etcd"]);
        // A lock must end before the rule that deletes, or both are at odds.
        const day = 24 * 3600;
        expect(
            locked.map((name) =>
                valuesOfKey(rulesOf("r2BucketLock:R2BucketLock", name), "maxAgeSeconds"),
            ),
        ).toEqual([[7 * day], [6 * day]]);
    });
});

describe("the copy to the second provider", () => {
    it("takes what no restic comes to, and finds its configuration", () => {
        const job = named("CronJob", "backup-copy", "bucket-copy");
        const [command] = valuesOfKey(job.spec, "command") as string[][];
        for (const what of ["databases", "etcd"]) {
            expect(command?.at(-1)).toMatch(
                new RegExp(
                    `${what}:example-homelab-${what} copy:example-homelab-copy/copy/${what}`,
                ),
            );
        }
        // Days to any moment of which a database can be taken back, and those of its base backup.
        const days = `${backupLevels.critical.windowDays + spareDays}d`;
        expect(command?.at(-1)).toMatch(
            new RegExp(`--min-age ${days} .*copy:example-homelab-copy/copy/databases`),
        );
        expect(command?.at(-1)).toMatch(/--min-age 7d .*copy:example-homelab-copy\/copy\/etcd/);
        expect(command?.at(-1)).not.toMatch(/--min-age \S+ .*[^/]etcd:example-homelab-etcd/);
        expect(keysOf("backup-copy", "rclone")).toEqual(["rclone.conf"]);
        expect(valuesOfKey(job.spec, "secretName")).toEqual(["rclone"]);
    });
});

test("a first bucket that deletes nothing by itself loses snapshots of etcd after seven days too", async () => {
    const { "homelab:backup": backup = "{}" } = shippedConfig();
    const { targets } = JSON.parse(backup) as { targets: { kind: string; name: string }[] };
    const bought = targets
        .filter(({ kind }) => kind === "s3")
        .flatMap((target) => [
            { ...target, name: "first", bucket: "first" },
            { ...target, endpoint: "https://s3.example.org" },
        ]);
    const recorded = await recordShipped({
        config: { "homelab:backup": JSON.stringify({ targets: bought }) },
    });
    const job = objectsOf(recorded, "CronJob").find(({ name }) => name === "bucket-copy");
    const script = (valuesOfKey(job?.spec, "command") as string[][])[0]?.at(-1) ?? "";
    expect(script).toMatch(/--min-age 7d \S*etcd:first\S*/);
});

test("machines go to Proxmox Backup Server, encrypted on the way", () => {
    const only = (type: string) => {
        const found = recorded.filter((one) => one.type === type);
        expect(found).toHaveLength(1);
        return found[0]?.inputs ?? {};
    };
    expect(only("proxmoxve:storage/pbs:Pbs")).toMatchObject({
        resourceId: "pbs",
        generateEncryptionKey: true,
        server: "pbs.example.org",
    });
    expect(only("proxmoxve:backup/job:Job")).toMatchObject({
        storage: "pbs",
        vmids: ["101", "111", "112"],
        mode: "snapshot",
        schedule: machineSchedule,
        pruneBackups: {
            "keep-daily": "14",
            "keep-weekly": "8",
            "keep-monthly": "12",
            "keep-yearly": "2",
        },
    });
});
