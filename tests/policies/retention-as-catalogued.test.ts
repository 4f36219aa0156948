import { retentionAsCatalogued } from "../../policies/rules/retention-as-catalogued";
import type { DataAsset } from "../../catalogue/data-asset";
import { ruleContext } from "../../policies/engine/context";
import {
    location,
    photosClaim,
    snapshotJob,
    soundSchedule,
    soundSource,
    soundStore,
    store,
    volumePolicy,
} from "./backup-samples";
import {
    assets,
    dataLabels,
    kube,
    photos,
    resource,
    testRule,
    unknown,
    verdictOf,
} from "./support";
import { testChanges } from "./support/changes";

const aged = (kept: string) =>
    `kept 3660 days, but Velero keeps none of them longer than ${kept}: set ttl.`;
testChanges(
    retentionAsCatalogued,
    {
        type: "kubernetes:velero.io/v1:Schedule",
        name: "schedule",
        props: soundSchedule,
        beside: [volumePolicy()],
        on: photosClaim,
        says: "The claim immich/photos holds immich.photos, whose copies must be",
    },
    [
        ["passes hours alone", { "spec.template.ttl": "87840h" }],
        ["refuses two weeks", { "spec.template.ttl": "336h0m0s" }, aged("14")],
        ["refuses Velero's own thirty days", { "spec.template.ttl": undefined }, aged("30")],
        ["refuses what is no time", { "spec.template.ttl": "ten years" }, aged("0")],
        ["refuses what is not known", { "spec.template.ttl": unknown.text }, aged("0")],
        ["leaves claims alone that another rule misses a copy of", { "spec.paused": true }],
    ],
);

const keep =
    "keep of immich.photos 14 daily, 8 weekly, 12 monthly, 10 yearly and nothing else: correct restic.retain.";
testChanges(
    retentionAsCatalogued,
    {
        type: "kubernetes:volsync.backube/v1alpha1:ReplicationSource",
        name: "source",
        props: soundSource,
        says: "The replication source immich/photos-far must",
    },
    [
        ["passes numbers written as text", { "spec.restic.retain.daily": "14" }],
        ["refuses less", { "spec.restic.retain.daily": 1 }, keep],
        ["refuses more", { "spec.restic.retain.yearly": 99 }, keep],
        ["refuses another distance", { "spec.restic.retain.hourly": 24 }, keep],
        ["refuses nothing", { "spec.restic.retain": undefined }, keep],
        ["refuses what is not known", { "spec.restic.retain": unknown.object }, keep],
        [
            "refuses a copy of nobody knows what",
            { "metadata.labels": {} },
            "name by its label data.homelab/asset what it copies.",
        ],
    ],
);

const window =
    "let immich.database be taken back to any moment of 30 days: set retentionPolicy to 30d.";
testChanges(
    retentionAsCatalogued,
    {
        type: "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
        name: "store",
        props: soundStore,
        says: "The object store immich/immich-database must",
    },
    [
        ["refuses a shorter window", { "spec.retentionPolicy": "7d" }, window],
        ["refuses weeks", { "spec.retentionPolicy": "4w" }, window],
        ["refuses no window", { "spec.retentionPolicy": undefined }, window],
        [
            "refuses an archive of nobody knows what",
            { "metadata.labels": {} },
            "name by its label data.homelab/asset what it takes.",
        ],
    ],
);

const mail: DataAsset = {
    id: "immich.mail",
    title: "Mail",
    kind: "volume",
    classification: "sensitive",
    backup: "high",
    retention: "30 days",
    personal: true,
};
const snapshots: DataAsset = { ...mail, id: "platform.etcd-snapshots", retention: "7 days" };
const more = [...assets, mail, snapshots];
const known = ruleContext({ assets: more, find: (id) => more.find((one) => one.id === id) }, []);
const messagesOf = (...stack: Parameters<typeof verdictOf>[1][number][]) =>
    verdictOf(retentionAsCatalogued, stack, known).findings.map(({ message }) => message);

test.each([
    ["720h", []],
    [
        "744h",
        [
            "The claim immich/mail holds immich.mail, whose copies must be gone after 30 days, but Velero keeps one for 31.",
        ],
    ],
])("of what goes after 30 days a copy of %s is judged", (ttl, messages) => {
    const claim = kube(
        "core/v1:PersistentVolumeClaim",
        "mail",
        {},
        dataLabels("immich.mail", "sensitive", "high"),
    );
    const schedule = kube("velero.io/v1:Schedule", "s", {
        ...soundSchedule,
        spec: { ...soundSchedule.spec, template: { ...soundSchedule.spec.template, ttl } },
    });
    expect(messagesOf(claim, schedule, volumePolicy())).toEqual(messages);
});

const lifecycle = (bucketName: string, maxAge?: unknown, enabled = true) =>
    resource("cloudflare:index/r2BucketLifecycle:R2BucketLifecycle", "lifecycle", {
        bucketName,
        rules: [
            { enabled: true, abortMultipartUploadsTransition: { condition: { maxAge: 604800 } } },
            ...(maxAge === undefined
                ? []
                : [{ enabled, deleteObjectsTransition: { condition: { maxAge } } }]),
        ],
    });
test.each([
    ["the time of snapshots", lifecycle("etcd", 7 * 86400), []],
    [
        "another time",
        lifecycle("etcd", 3 * 86400),
        ["etcd must delete snapshots of etcd after 7 days."],
    ],
    ["no time", lifecycle("etcd"), ["etcd must delete snapshots of etcd after 7 days."]],
    [
        "a time not known",
        lifecycle("etcd", unknown.text),
        ["etcd must delete snapshots of etcd after 7 days."],
    ],
    [
        "a rule switched off",
        lifecycle("etcd", 7 * 86400, false),
        ["etcd must delete snapshots of etcd after 7 days."],
    ],
    ["nothing of databases", lifecycle("near-databases"), []],
    [
        "databases",
        lifecycle("near-databases", 86400),
        ["near-databases must delete nothing: what copies databases removes its own."],
    ],
    [
        "files",
        lifecycle("near-volumes", 86400),
        ["near-volumes must delete nothing: what copies volumes removes its own."],
    ],
    [
        "a bucket of which nothing is known",
        lifecycle("pictures", 86400),
        ["pictures must delete nothing: repositories of copies may lie there."],
    ],
    ["nothing of a bucket of which nothing is known", lifecycle("pictures"), []],
])("a life cycle that deletes %s is judged", (_title, cycle, messages) => {
    expect(
        messagesOf(cycle, snapshotJob("snapshots", "etcd"), location, store).map((message) =>
            message.replace("The life cycle of the bucket ", ""),
        ),
    ).toEqual(messages);
});

testRule(retentionAsCatalogued, [
    { title: "judges no data without a priority", stack: [volumePolicy()], judged: [] },
]);

describe("retention-as-catalogued", () => {
    const source = (labels: object, sourcePVC: unknown, retain: object) =>
        kube(
            "volsync.backube/v1alpha1:ReplicationSource",
            "source",
            { spec: { sourcePVC, restic: { retain } } },
            labels,
        );
    const low = dataLabels("platform.archive", "internal", "low");
    const own = { daily: 14, weekly: 8, monthly: 12, yearly: 10 };
    const keeps = verdictOf(retentionAsCatalogued, [source(low, "photos", {})]).findings[0];
    const weak = Object.fromEntries(
        [...(keeps?.message ?? "").matchAll(/(\d+) (daily|weekly|monthly|yearly)/g)].map(
            ([, count, tier = ""]): [string, number] => [tier, Number(count)],
        ),
    );
    const claim = (name: string, labels: object) =>
        kube("core/v1:PersistentVolumeClaim", name, {}, labels);
    const findings = (...stack: ReturnType<typeof kube>[]) =>
        verdictOf(retentionAsCatalogued, stack)
            .findings.filter(({ urn }) => urn === "urn:source")
            .map(({ message }) => message);

    test("refuses a source with the label of other data than its claim's", () => {
        expect(findings(claim("photos", photos), source(low, "photos", weak))).toEqual([
            "The replication source immich/source must have the label data.homelab/asset of the claim that it copies.",
        ]);
        expect(findings(claim("photos", photos), source(photos, "photos", own))).toEqual([]);
    });

    test("asks no other claim, and none of whose data nothing is known", () => {
        expect(findings(claim("other", photos), source(low, "photos", weak))).toEqual([]);
        expect(findings(claim("photos", {}), source(low, "photos", weak))).toEqual([]);
        expect(
            findings(
                claim("photos", { ...photos, namespace: "notes" }),
                source(low, "photos", weak),
            ),
        ).toEqual([]);
    });
});
