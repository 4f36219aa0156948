import { apps } from "../../apps";
import { assetsOf } from "../../catalogue/app-assets";
import { collect } from "../../catalogue/catalogue";
import { platformAsset } from "../../catalogue/platform-assets";
import { stackIn } from "../../commands/coverage/judged-by";
import { judgementOfAudit } from "../../commands/judgement/audited";
import { audit } from "../../policies/audit/audit";
import { ruleContext } from "../../policies/engine/context";
import { rules } from "../../policies/rules";
import { readState } from "../../policies/state/exported-state";
import { missingCopies } from "../../policies/views/missing-copies";
import { changed, type Outcome } from "../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { shippedApps } from "../../rehearsal/shipped-stack";
import { repository, sampleSecrets, shippedConfig } from "../support/shipped-program";
import { describeEngine, openShipped } from "./support";

const catalogue = collect(apps);
const context = ruleContext(catalogue, apps);
const noBucket = {
    targets: [],
    incomplete: { reason: "No bucket is rented yet", until: "2999-12-31" },
};
const kept = [
    ...shippedApps(repository)
        .flatMap(assetsOf)
        .filter(({ kind, backup }) => /^(volume|postgres)$/.test(kind) && backup !== "none"),
    platformAsset("etcd"),
];
const uncopied = `Accepted until 2999-12-31 (No bucket is rented yet): nothing copies ${kept
    .map(({ id }) => id)
    .sort()
    .join(", ")}.`;

function mandatoryOf({ violations }: Outcome) {
    return violations.filter(({ level }) => level === "mandatory");
}

describeEngine("a house without a bucket yet", () => {
    let rehearsal: Rehearsal;

    beforeAll(async () => {
        rehearsal = await openShipped({
            judged: true,
            config: { "homelab:backup": JSON.stringify(noBucket) },
        });
    });

    afterAll(async () => {
        await rehearsal.close();
    });

    test("comes up without a violation, and says what nothing copies", async () => {
        const up = await rehearsal.stack.up();
        expect(mandatoryOf(up)).toEqual([]);
        expect(up.error).toBe("");
        expect(missingCopies(stackIn(up.registered), context)).toEqual([uncopied]);
        expect(up.registered.filter(({ urn }) => /velero|volsync|talos-backup/.test(urn))).toEqual(
            [],
        );
        expect(changed(await rehearsal.stack.up())).toEqual([]);
    });

    test("passes an audit that says the same", async () => {
        const state = readState(await rehearsal.stack.exportState());
        const found = audit(state, rules, context, new Date());
        const { violations, problems, notes } = judgementOfAudit(state, found, catalogue.assets);
        expect({ violations, problems }).toEqual({ violations: [], problems: [] });
        expect(notes).toContain(uncopied);
    });

    test("takes buckets later, and makes nothing anew for them", async () => {
        const config = shippedConfig();
        const had = sampleSecrets({ ...config, "homelab:backup": JSON.stringify(noBucket) });
        const more = Object.entries(sampleSecrets(config)).filter(([key]) => !(key in had));
        await rehearsal.stack.configure({
            "homelab:backup": { value: config["homelab:backup"] ?? "" },
            ...Object.fromEntries(
                more.map(([key, value]) => [`homelab:${key}`, { value, secret: true }]),
            ),
        });
        const up = await rehearsal.stack.up();
        expect(mandatoryOf(up)).toEqual([]);
        expect(up.error).toBe("");
        expect(missingCopies(stackIn(up.registered), context)).toEqual([]);
        const others = changed(up).filter(({ operation }) => operation !== "create");
        expect(
            others
                .map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1) ?? ""}`)
                .sort(),
        ).toEqual([
            "update backup",
            // What dynamic resources are given of the configuration.
            "update default",
            // Lets the job that takes snapshots in.
            "update homelab-controlplane-01-config",
            // Archive what they write.
            "update immich-database",
            "update inbox-zero-mail",
            "update paperless-database",
        ]);
    });
});
