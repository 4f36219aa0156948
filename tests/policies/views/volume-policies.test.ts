import { stringify } from "yaml";
import { stackOf } from "../../../policies/engine/resource";
import { type Copier, copiersOf } from "../../../policies/views/backups";
import { volumeHolders } from "../../../policies/views/volumes";
import { photosClaim, schedule, soundSchedule, targets } from "../backup-samples";
import { kube, type resource, unknown } from "../support";

type Resource = ReturnType<typeof resource>;

const of = (conditions: object, type = "skip") => ({ conditions, action: { type } });
const skip = (pvcLabels: unknown, type?: string) => of({ pvcLabels }, type);

/** The sound schedule, with other words in it. */
const changed = (spec: object, template: object = {}) =>
    kube(
        "velero.io/v1:Schedule",
        "schedule",
        {
            spec: {
                ...soundSchedule.spec,
                ...spec,
                template: { ...soundSchedule.spec.template, ...template },
            },
        },
        soundSchedule.metadata,
    );

function policy(data: object, name = "volumes", namespace = "velero"): Resource {
    return kube("core/v1:ConfigMap", `${name}-${namespace}`, { data }, { name, namespace });
}

const rules = (...volumePolicies: readonly object[]) => ({
    "policy.yaml": stringify({ version: "v1", volumePolicies }),
});

/** What copies the photos beside these. */
function found(...stack: readonly Resource[]): readonly Copier[] {
    const all = stackOf([photosClaim, targets(), ...stack]);
    return volumeHolders(all).flatMap((holder) => copiersOf(holder, all));
}

const copiers = (...stack: readonly Resource[]) => found(...stack).length;

const asset = { "data.homelab/asset": "immich.photos" };
const other = { "data.homelab/asset": "immich.models" };

test.each([
    ["another's labels", rules(skip(other))],
    ["labels of which one is another's", rules(skip({ ...asset, ...{ color: "blue" } }))],
    ["sorts of volumes without a claim", rules(of({ volumeTypes: ["emptyDir", "secret"] }))],
    ["its labels, to copy its files", rules(skip(asset, "fs-backup"))],
    ["another's labels and a size", rules(of({ pvcLabels: other, capacity: "100Gi," }))],
    ["nothing", { "policy.yaml": "version: v1\n" }],
])("a volume is copied, where a policy skips by %s", (_title, data) => {
    expect(copiers(schedule, policy(data))).toBe(1);
});

test.each([
    ["its label", rules(skip(asset))],
    ["no label", rules(skip({}))],
    ["no condition", rules({ action: { type: "skip" } })],
    ["a size", rules(of({ capacity: "100Gi," }))],
    ["a storage class", rules(of({ storageClass: ["luks"] }))],
    [
        "sorts of volumes with a claim among them",
        rules(of({ volumeTypes: ["emptyDir", "persistentVolumeClaim"] })),
    ],
    ["its label, to make a snapshot", rules(skip(asset, "snapshot"))],
    ["its label among others' rules", rules(skip(other), skip(asset))],
    ["what is no text", { "policy.yaml": 5 }],
    ["what is no YAML", { "policy.yaml": "a: [" }],
    ["one of two texts that is no YAML", { ...rules(skip(other)), "b.yaml": "a: [" }],
    ["no text at all", {}],
])("a volume is left out, where a policy skips by %s", (_title, data) => {
    expect(copiers(schedule, policy(data))).toBe(0);
});

test("the policy is the one that the schedule names, in its own namespace", () => {
    const harmless = policy(rules(skip(other)));
    const harmful = [
        policy(rules(skip(asset)), "others"),
        policy(rules(skip(asset)), "volumes", "immich"),
    ];
    expect(copiers(schedule, ...harmful, harmless)).toBe(1);
    expect(copiers(schedule, ...harmful)).toBe(0);
});

test("a schedule without a policy leaves nothing out", () => {
    expect(copiers(changed({}, { resourcePolicy: undefined }))).toBe(1);
});

const location = (name: string, target: string, more: object = {}) =>
    kube(
        "velero.io/v1:BackupStorageLocation",
        name,
        { spec: more },
        { name, namespace: "velero", labels: { "backup.homelab/target": target } },
    );

test.each([
    ["the default one", [location("a", "near", { default: true })], "near"],
    [
        "the default one of two",
        [location("a", "drive"), location("b", "near", { default: true })],
        "near",
    ],
    ["none, where none is the default", [location("a", "near", { default: false })], undefined],
])("a schedule that names no location takes %s", (_title, locations, name) => {
    const free = changed({}, { storageLocation: undefined });
    const all = found(free, policy(rules(skip(other))), ...locations);
    expect(all.map(({ target }) => target?.name)).toEqual([name]);
});

test.each([
    ["every namespace", {}, { includedNamespaces: undefined }],
    ["what no volume needs", {}, { excludedResources: ["secrets", "events", "podtemplates"] }],
    ["no pause", { paused: false }, {}],
])("a schedule of %s copies", (_title, spec, template) => {
    expect(copiers(changed(spec, template), policy(rules(skip(other))))).toBe(1);
});

test.each([
    ["a pause", { paused: true }, {}],
    ["a pause that is not known", { paused: unknown.text }, {}],
    ["namespaces that are not known", {}, { includedNamespaces: unknown.list }],
    ["another namespace", {}, { includedNamespaces: ["notes"] }],
    ["excluded namespaces", {}, { excludedNamespaces: ["immich"] }],
    ["no files", {}, { defaultVolumesToFsBackup: false }],
    ...[
        "pods",
        "Pods",
        "persistentvolumeclaims",
        "pvc",
        "pv",
        "persistentvolumes",
        "*",
        unknown.text,
    ].map((kind): [string, object, object] => [
        `everything but ${kind}`,
        {},
        { excludedResources: ["secrets", kind] },
    ]),
    ["nothing of a namespace but pods", {}, { excludedNamespaceScopedResources: ["pods"] }],
    [
        "nothing of the cluster but volumes",
        {},
        { excludedClusterScopedResources: ["persistentvolumes"] },
    ],
    ...[
        "labelSelector",
        "includedResources",
        "includedNamespaceScopedResources",
        "includedClusterScopedResources",
    ].map((key): [string, object, object] => [`what ${key} names`, {}, { [key]: ["a"] }]),
])("a schedule of %s copies nothing", (_title, spec, template) => {
    expect(copiers(changed(spec, template), policy(rules(skip(other))))).toBe(0);
});

test.each([
    [undefined, "near"],
    ["", "near"],
    ["ReadWrite", "near"],
    ["ReadOnly", undefined],
    [unknown.text, undefined],
])("copies that are to go to a location of mode %p are at %p", (accessMode, name) => {
    const all = found(
        policy(rules(skip(other))),
        changed({}, { storageLocation: "a" }),
        location("a", "near", { accessMode }),
    );
    expect(all.map(({ target }) => target?.name)).toEqual([name]);
});

test.each([
    [{ schedule: "0 3 * * *" }, 24],
    [{ schedule: "0 3 * * *", manual: "" }, 24],
    [{ schedule: "0 3 * * *", manual: "once" }, undefined],
    [{ schedule: "0 3 * * *", manual: unknown.text }, undefined],
    [{ manual: "once" }, undefined],
    [{ schedule: 5 }, undefined],
    [undefined, undefined],
])("VolSync's copies by the trigger %j come every %p hours", (trigger, hours) => {
    const source = kube("volsync.backube/v1alpha1:ReplicationSource", "source", {
        spec: { sourcePVC: "photos", trigger },
    });
    const other = kube("volsync.backube/v1alpha1:ReplicationSource", "other", {
        spec: { sourcePVC: "models", trigger },
    });
    expect(found(source, other).map((copier) => copier.hours)).toEqual([hours]);
});
