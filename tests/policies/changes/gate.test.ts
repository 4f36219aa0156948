import fc from "fast-check";
import { readApprovedChanges } from "../../../policies/changes/approved-change";
import { gate, passes } from "../../../policies/changes/gate";
import { irreplaceables } from "../../../policies/changes/irreplaceable";
import { stackOf } from "../../../policies/engine/resource";
import { context, dataLabels, kube, photos, resource } from "../support";

const today = "2026-06-15";
const vm = "proxmoxve:index/vmLegacy:VmLegacy";
const password = (name: string) => resource("random:index/randomPassword:RandomPassword", name, {});
const sealing = (name: string, ...from: readonly string[]) =>
    resource("pulumi-nodejs:dynamic/homelab:Sealing", name, {}, { dependsOn: from });
const sealed = (name: string, labels: object, from: string) =>
    kube("bitnami.com/v1alpha1:SealedSecret", name, {}, labels, { dependsOn: [from] });

const before = stackOf([
    resource(vm, "worker", { name: "worker" }),
    kube("core/v1:PersistentVolumeClaim", "photos", {}, photos),
    kube(
        "core/v1:PersistentVolumeClaim",
        "models",
        {},
        dataLabels("immich.models", "internal", "none"),
    ),
    kube("core/v1:PersistentVolumeClaim", "unknown", {}, { namespace: "other" }),
    kube(
        "core/v1:PersistentVolumeClaim",
        "scratch",
        {},
        { namespace: "scratch", ...dataLabels("immich.models", "internal", "none") },
    ),
    kube(
        "postgresql.cnpg.io/v1:Cluster",
        "database",
        {},
        dataLabels("immich.database", "sensitive", "high"),
    ),
    kube("core/v1:Namespace", "immich", {}, { name: "immich", namespace: undefined }),
    kube("core/v1:Namespace", "scratch", {}, { name: "scratch", namespace: undefined }),
    resource("talos:machine/secrets:Secrets", "talos", {}),
    kube(
        "core/v1:Secret",
        "sealing",
        {},
        { labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" } },
        { dependsOn: ["sealing-key"] },
    ),
    resource("tls:index/privateKey:PrivateKey", "sealing-key", {}),
    resource("tls:index/privateKey:PrivateKey", "web-key", {}),
    password("login"),
    password("guest"),
    sealing("login-sealing", "login"),
    sealing("guest-sealing", "guest"),
    sealed("login-secret", dataLabels("immich.login", "credentials", "high"), "login-sealing"),
    sealed("guest-secret", dataLabels("immich.models", "credentials", "none"), "guest-sealing"),
    resource("cloudflare:index/r2Bucket:R2Bucket", "bucket", {}),
    resource("proxmoxve:storage/pbs:Pbs", "pbs", {}),
    resource("other:index:Thing", "kept", {}, { protect: true }),
    resource("other:index:Thing", "loose", {}),
]);

const titles = {
    worker: "virtual machine worker",
    photos: "claim immich/photos",
    unknown: "claim other/unknown",
    database: "database immich/database",
    immich: "namespace immich with claim immich/photos, database immich/database",
    talos: "cluster secrets talos",
    sealing: "sealing key immich/sealing",
    "sealing-key": "key sealing-key",
    login: "key login",
    bucket: "bucket of backups bucket",
    pbs: "storage of machine backups, which made their key, pbs",
    kept: "protected resource kept",
};

test("machines, important data and what holds it, keys, backups and all that is protected cannot be made again", () => {
    const found = irreplaceables(before, context);
    expect(Object.fromEntries([...found].map(([urn, title]) => [urn.slice(4), title]))).toEqual(
        titles,
    );
});

const all = (operation: string) => before.resources.map(({ urn }) => ({ urn, operation }));
const judge = (operation: string, approvals: Parameters<typeof gate>[0]["approvals"] = []) =>
    gate({ steps: all(operation), before, approvals, context, today });

test.each(["same", "create", "update", "read", "refresh", "import"])(
    "%s destroys nothing",
    (operation) => {
        expect(judge(operation)).toEqual({ losses: [], notes: [] });
    },
);

test.each([
    ["delete", "delete"],
    ["replace", "replace"],
    ["create-replacement", "replace"],
    ["delete-replaced", "replace"],
    ["remove-pending-replace", "replace"],
    ["import-replacement", "replace"],
])("%s is refused, as a %s", (operation, named) => {
    const { losses } = judge(operation);
    expect(losses).toHaveLength(Object.keys(titles).length);
    expect(losses.every((loss) => loss.operation === named && loss.refusal !== undefined)).toBe(
        true,
    );
});

test("the three steps of a replacement are one loss", () => {
    const steps = ["create-replacement", "replace", "delete-replaced"].map((operation) => ({
        urn: "urn:worker",
        operation,
    }));
    expect(gate({ steps, before, approvals: [], context, today }).losses).toEqual([
        {
            urn: "urn:worker",
            resource: "VmLegacy::worker",
            title: "virtual machine worker",
            operation: "replace",
            refusal:
                'approve { resource: "VmLegacy::worker", operation: replace } in homelab:approvedChanges, or undo the change',
        },
    ]);
});

const reason = "Its data is on the other machine.";
const approval = {
    resource: "VmLegacy::worker",
    operation: "delete",
    reason,
    until: today,
} as const;
const ofWorker = (approvals: Parameters<typeof gate>[0]["approvals"]) =>
    gate({
        steps: [{ urn: "urn:worker", operation: "delete" }],
        before,
        approvals,
        context,
        today,
    });

test.each(["worker", "VmLegacy::worker", `${vm}::worker`, "urn:worker"])(
    "%s approves it",
    (name) => {
        const verdict = ofWorker([{ ...approval, resource: name }]);
        expect(passes(verdict)).toBe(true);
        expect(verdict).toMatchObject({ losses: [{ approval: { resource: name } }], notes: [] });
    },
);

test("an approval counts to the end of its day", () => {
    const late = ofWorker([{ ...approval, until: "2026-06-14" }]);
    expect(passes(late)).toBe(false);
    expect(late.losses[0]?.refusal).toBe(
        "its approval ended on 2026-06-14: decide anew in homelab:approvedChanges, or undo the change",
    );
});

test("an approval is for one operation on one thing, and else a note", () => {
    const other = ofWorker([{ ...approval, operation: "replace" }]);
    expect(passes(other)).toBe(false);
    expect(other.notes).toEqual([
        "The approval to replace VmLegacy::worker (until 2026-06-15) approves nothing of this plan. Remove it once the change is made.",
    ]);
});

test("a name that several losses share approves none of them", () => {
    const twins = stackOf([
        resource(vm, "twin", {}),
        resource("talos:machine/secrets:Secrets", "twin-secrets", {}),
        { ...resource("other:index:Thing", "twin", {}, { protect: true }), urn: "urn:twin2" },
    ]);
    const steps = twins.resources.map(({ urn }) => ({ urn, operation: "delete" }));
    const args = { steps, before: twins, context, today };
    const byName = gate({ ...args, approvals: [{ ...approval, resource: "twin" }] });
    expect(byName.losses.map(({ refusal }) => refusal)).toEqual([
        expect.stringMatching(/more than one .*: approve urn:twin$/),
        expect.stringContaining("approve { resource"),
        expect.stringMatching(/more than one .*: approve urn:twin2$/),
    ]);
    const byUrn = gate({ ...args, approvals: [{ ...approval, resource: "urn:twin" }] });
    expect(byUrn.losses.filter((loss) => loss.approval !== undefined)).toHaveLength(1);
});

describe("approved changes in a configuration", () => {
    test("are read as they stand there", () => {
        expect(readApprovedChanges(JSON.stringify([approval]))).toEqual([approval]);
    });

    test.each([
        ["nothing", undefined],
        ["no JSON", "{"],
        ["no list", '{"resource":"x"}'],
        ["a pattern", JSON.stringify([{ ...approval, resource: "*" }])],
        ["another operation", JSON.stringify([{ ...approval, operation: "update" }])],
        ["no day", JSON.stringify([{ ...approval, until: "soon" }])],
        ["no reason", JSON.stringify([{ ...approval, reason: "" }])],
    ])("approve nothing where they are %s", (_title, json) => {
        expect(readApprovedChanges(json)).toEqual([]);
    });

    test("never throw", () => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
                expect(Array.isArray(readApprovedChanges(json))).toBe(true);
            }),
        );
    });
});

test("a name that something else has too approves nothing, though this plan leaves that alone", () => {
    const both = stackOf([
        kube("core/v1:Namespace", "photos", {}, { name: "immich", namespace: undefined }),
        { ...kube("core/v1:PersistentVolumeClaim", "photos", {}, photos), urn: "urn:claim" },
    ]);
    const steps = [{ urn: "urn:claim", operation: "delete" }];
    const args = { steps, before: both, context, today };
    expect(passes(gate({ ...args, approvals: [{ ...approval, resource: "photos" }] }))).toBe(false);
    expect(
        passes(
            gate({
                ...args,
                approvals: [{ ...approval, resource: "PersistentVolumeClaim::photos" }],
            }),
        ),
    ).toBe(true);
});

test.each([
    "proxmoxve:cloned/vm:Vm",
    "proxmoxve:cloned/vmLegacy:VmLegacy",
    "proxmoxve:index/vm:Vm",
    "proxmoxve:index/vm2Legacy:Vm2Legacy",
])("a machine by the type %s is not lost either", (type) => {
    const machines = stackOf([resource(type, "worker", {})]);
    expect([...irreplaceables(machines, context)]).toEqual([
        ["urn:worker", "virtual machine worker"],
    ]);
});

test.each([
    ["critical", 1],
    ["high", 1],
    ["medium", 0],
    ["none", 0],
])(
    "data that was of priority %s when it was made counts %p, whatever it is now",
    (priority, count) => {
        const claim = kube(
            "core/v1:PersistentVolumeClaim",
            "models",
            {},
            dataLabels("immich.models", "internal", priority),
        );
        expect(irreplaceables(stackOf([claim]), context).size).toBe(count);
    },
);
