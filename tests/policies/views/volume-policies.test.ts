import { stringify } from "yaml";
import { stackOf } from "../../../policies/engine/resource";
import { copiersOf } from "../../../policies/views/backups";
import { volumeHolders } from "../../../policies/views/volumes";
import { photosClaim, schedule, soundSchedule, targets } from "../backup-samples";
import { kube, type resource } from "../support";

type Resource = ReturnType<typeof resource>;

const skip = (pvcLabels: unknown, type = "skip") => ({
    conditions: { pvcLabels },
    action: { type },
});

function policy(data: object, name = "volumes", namespace = "velero"): Resource {
    return kube("core/v1:ConfigMap", `${name}-${namespace}`, { data }, { name, namespace });
}

const rules = (...volumePolicies: readonly object[]) => ({
    "policy.yaml": stringify({ version: "v1", volumePolicies }),
});

/** How many copiers the photos have beside these. */
function copiers(...stack: readonly Resource[]): number {
    const all = stackOf([photosClaim, targets(), ...stack]);
    return volumeHolders(all).flatMap((holder) => copiersOf(holder, all)).length;
}

const asset = { "data.homelab/asset": "immich.photos" };
const other = { "data.homelab/asset": "immich.models" };

test.each([
    ["another's labels", rules(skip(other))],
    ["labels of which one is another's", rules(skip({ ...asset, ...{ color: "blue" } }))],
    ["no label", rules(skip({}))],
    ["no condition", rules({ action: { type: "skip" } })],
    ["its labels, for another action", rules(skip(asset, "snapshot"))],
    ["nothing", { "policy.yaml": "version: v1\n" }],
])("a volume is copied, where a policy skips by %s", (_title, data) => {
    expect(copiers(schedule, policy(data))).toBe(1);
});

test.each([
    ["its label", rules(skip(asset))],
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
    const template = { ...soundSchedule.spec.template, resourcePolicy: undefined };
    const all = kube(
        "velero.io/v1:Schedule",
        "schedule",
        { spec: { ...soundSchedule.spec, template } },
        soundSchedule.metadata,
    );
    expect(copiers(all)).toBe(1);
});

const location = (name: string, target: string, more: object = {}) =>
    kube(
        "velero.io/v1:BackupStorageLocation",
        name,
        { spec: { ...more } },
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
    const template = { ...soundSchedule.spec.template, storageLocation: undefined };
    const free = kube(
        "velero.io/v1:Schedule",
        "schedule",
        { spec: { ...soundSchedule.spec, template } },
        soundSchedule.metadata,
    );
    const all = stackOf([photosClaim, targets(), free, policy(rules(skip(other))), ...locations]);
    const found = volumeHolders(all).flatMap((holder) => copiersOf(holder, all));
    expect(found.map(({ target }) => target?.name)).toEqual([name]);
});
