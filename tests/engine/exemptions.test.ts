import type { Outcome } from "../../rehearsal/engine/outcome";
import { describeEngine, openShipped } from "./support";
import { slips } from "./slips";

/** One on a provider, which is registered before all that uses it; one judged with the stack. */
const tried = ["provider-guarded", "gateway-ways-in", "machine-disk-encrypted"];
const edits = Object.fromEntries(
    slips.filter(({ rule }) => tried.includes(rule)).map(({ on, edit }) => [on, edit]),
);
const reason = "Tried on the engine.";
const ahead = "2999-12-31";
const exemptions = [
    { rule: "provider-guarded", resource: "proxmox", reason, until: ahead },
    { rule: "gateway-ways-in", resource: "Release::traefik", reason, until: ahead },
    { rule: "machine-disk-encrypted", resource: "*-worker-01-config", reason, until: "2020-01-01" },
    { rule: "pod-unprivileged", resource: "Release::traefik", reason, until: ahead },
    { rule: "pod-unpriviledged", resource: "Release::traefik", reason, until: ahead },
    { rule: "image-pinned", resource: "Release::traefic", reason, until: ahead },
];

describeEngine("exemptions on the real engine", () => {
    let outcome: Outcome;

    beforeAll(async () => {
        const rehearsal = await openShipped({
            judged: true,
            edits,
            config: { "homelab:exemptions": JSON.stringify(exemptions) },
        });
        outcome = await rehearsal.stack.preview();
        await rehearsal.close();
    });

    test("take findings away, and leave them in sight", () => {
        const seen = outcome.violations.filter(({ rule }) => rule === "finding-exempted");
        expect(seen).toEqual([
            expect.objectContaining({
                level: "advisory",
                urn: expect.stringMatching(/:proxmox$/) as string,
                message: expect.stringContaining("Exempt from provider-guarded until") as string,
            }),
            expect.objectContaining({
                level: "advisory",
                urn: expect.stringMatching(/Release::traefik$/) as string,
                message: expect.stringContaining("Exempt from gateway-ways-in until") as string,
            }),
        ]);
    });

    test("leave what they do not mean, or no longer, to stop the preview", () => {
        const mandatory = outcome.violations.filter(({ level }) => level === "mandatory");
        expect(mandatory.map(({ rule }) => rule).sort()).toEqual([
            ...Array.from({ length: 4 }, () => "exemption-holds"),
            "machine-disk-encrypted",
        ]);
        expect(outcome.succeeded).toBe(false);
    });

    test("are violations when ended, unused or about nothing", () => {
        const faults = outcome.violations.filter(({ rule }) => rule === "exemption-holds");
        expect(faults.every(({ urn }) => urn.includes("homelab:index:Homelab"))).toBe(true);
        expect(faults.map(({ message }) => message)).toEqual([
            expect.stringMatching(/must end on a day to come, and ended on 2020-01-01/),
            expect.stringMatching(/must be removed: the rule finds nothing there/),
            expect.stringMatching(/Did you mean pod-unprivileged\?/),
            expect.stringMatching(/Did you mean Release::traefik\?/),
        ]);
    });
});
