import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import type { ApprovedChange } from "../../policies/changes/approved-change";
import { gate, passes } from "../../policies/changes/gate";
import { ruleContext } from "../../policies/engine/context";
import { readState } from "../../policies/state/exported-state";
import type { Outcome } from "../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { shippedConfig } from "../support/shipped-program";
import { describeEngine, openShipped } from "./support";

const context = ruleContext(collect(apps), apps);
const today = "2026-06-15";
const worker = "VmLegacy::homelab-worker-02";

interface Cluster {
    readonly nodes: { vmId: number }[];
}

/** The third machine under another number, which Proxmox cannot give it without a new disk. */
function renumbered() {
    const cluster = JSON.parse(shippedConfig()["homelab:cluster"] ?? "") as Cluster;
    const [, , last] = cluster.nodes;
    if (last !== undefined) {
        last.vmId = 222;
    }
    return { "homelab:cluster": { value: JSON.stringify(cluster) } };
}

function without(app: string) {
    const all = JSON.parse(shippedConfig()["homelab:apps"] ?? "") as object;
    return { "homelab:apps": { value: JSON.stringify({ ...all, [app]: { enabled: false } }) } };
}

function approval(changes: Partial<ApprovedChange> = {}): ApprovedChange {
    const reason = "It moves, and its volumes with it.";
    return { resource: worker, operation: "replace", reason, until: today, ...changes };
}

describeEngine("a plan that destroys what cannot be made again", () => {
    let rehearsal: Rehearsal;
    let before: ReturnType<typeof readState>["stack"];
    let replacing: Outcome;
    let removing: Outcome;
    let guarded: Outcome;

    beforeAll(async () => {
        const lifted = { "homelab:protection": { value: "lifted" } };
        const enforced = { "homelab:protection": { value: "enforced" } };
        const shipped = (key: string) => ({ [key]: { value: shippedConfig()[key] ?? "" } });
        rehearsal = await openShipped({ config: { "homelab:protection": "lifted" } });
        const { stack } = rehearsal;
        expect(await stack.up()).toMatchObject({ succeeded: true, error: "" });
        before = readState(await stack.exportState()).stack;
        await stack.configure({ ...lifted, ...renumbered() });
        replacing = await stack.preview();
        await stack.configure({ ...shipped("homelab:cluster"), ...without("immich") });
        removing = await stack.preview();
        await stack.configure({ ...enforced, ...shipped("homelab:apps") });
        expect(await stack.up()).toMatchObject({ succeeded: true, error: "" });
        await stack.configure(renumbered());
        guarded = await stack.preview();
    });

    afterAll(async () => {
        await rehearsal.close();
    });

    function judged({ steps }: Outcome, ...approvals: readonly ApprovedChange[]) {
        const verdict = gate({ steps, before, approvals, context, today });
        const shown = verdict.losses.map(({ operation, resource, refusal }) =>
            [operation, resource, ...(refusal === undefined ? [] : ["refused"])].join(" "),
        );
        return { shown: shown.sort(), passes: passes(verdict), notes: verdict.notes };
    }

    test("is refused when it replaces a machine", () => {
        expect(replacing.succeeded).toBe(true);
        expect(judged(replacing)).toEqual({
            shown: [`replace ${worker} refused`],
            passes: false,
            notes: [],
        });
    });

    test("passes once the owner means it", () => {
        expect(judged(replacing, approval())).toEqual({
            shown: [`replace ${worker}`],
            passes: true,
            notes: [],
        });
    });

    test("is refused again when the approval has ended or is about something else", () => {
        expect(judged(replacing, approval({ until: "2026-06-14" })).passes).toBe(false);
        expect(judged(replacing, approval({ operation: "delete" })).passes).toBe(false);
        expect(judged(replacing, approval({ resource: "homelab-worker-01" }))).toMatchObject({
            passes: false,
            notes: [expect.stringMatching(/approves nothing of this plan/)],
        });
    });

    test("is refused when it removes an app's volumes, database and keys", () => {
        expect(removing.succeeded).toBe(true);
        const { shown, passes: isPassed } = judged(removing);
        expect(isPassed).toBe(false);
        expect(shown).toEqual(
            expect.arrayContaining([
                "delete Cluster::immich-database refused",
                "delete Namespace::immich refused",
                "delete PersistentVolumeClaim::immich-photos refused",
            ]),
        );
        expect(shown.filter((line) => /Release|NetworkPolicy|HTTPRoute/.test(line))).toEqual([]);
    });

    test("is refused by the engine too, as long as protection is enforced", () => {
        expect(guarded.succeeded).toBe(false);
        expect(guarded.diagnostics.join()).toMatch(/protect/);
        expect(judged(guarded).shown).toEqual([`replace ${worker} refused`]);
    });

    test("knows nothing to refuse in a plan that makes everything", () => {
        const empty = readState({ deployment: { resources: [] } }).stack;
        const steps = before.resources.map(({ urn }) => ({ urn, operation: "create" }));
        expect(gate({ steps, before: empty, approvals: [], context, today }).losses).toEqual([]);
    });
});
