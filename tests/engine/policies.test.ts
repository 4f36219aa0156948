import type { Outcome } from "../../rehearsal/engine/outcome";
import { rules } from "../../policies/rules";
import { allEdits, slips } from "./slips";
import { describeEngine, openShipped } from "./support";

const mandatory = rules.filter(({ level }) => level === "mandatory").map(({ name }) => name);

function mandatoryOf({ violations }: Outcome): Outcome["violations"] {
    return violations.filter(({ level }) => level === "mandatory");
}

describeEngine("the shipped program", () => {
    test("breaks no rule, and gives each one something to judge that is known", async () => {
        const rehearsal = await openShipped({ judged: true });
        const preview = await rehearsal.stack.preview();
        await rehearsal.close();
        expect(mandatoryOf(preview)).toEqual([]);
        expect(preview.diagnostics.filter((text) => /can't (run|be known)/.test(text))).toEqual([]);
        // A rule that finds no subject says so to the engine, and is not counted as passed.
        const passed = preview.verdicts.filter((verdict) => verdict.passed > 0);
        expect(passed.map(({ rule }) => rule).sort()).toEqual(
            expect.arrayContaining(rules.map(({ name }) => name).sort()),
        );
    });
});

describeEngine("the policies on the real engine", () => {
    let outcome: Outcome;

    beforeAll(async () => {
        const rehearsal = await openShipped({
            judged: true,
            edits: allEdits(),
        });
        outcome = await rehearsal.stack.preview();
        await rehearsal.close();
    });

    test("refuse the preview", () => {
        expect(outcome.succeeded).toBe(false);
    });

    test("are all tried here", () => {
        const tried = new Set(slips.map(({ rule }) => rule));
        expect([...tried].sort()).toEqual(rules.map(({ name }) => name).sort());
    });

    test.each(slips)("$rule sees the slip on $on and says what to do", (slip) => {
        const place = `:${slip.reportedOn ?? slip.on}`;
        const found = outcome.violations.filter(
            ({ rule, urn }) => rule === slip.rule && urn.endsWith(place),
        );
        expect(found).toEqual([
            {
                rule: slip.rule,
                urn: expect.any(String) as string,
                level: mandatory.includes(slip.rule) ? "mandatory" : "advisory",
                message: expect.stringContaining(slip.remedy) as string,
            },
        ]);
    });

    test("no mandatory rule sees anything else", () => {
        const expected = slips.filter(({ rule }) => mandatory.includes(rule));
        expect(mandatoryOf(outcome)).toHaveLength(expected.length);
    });

    test("never print the credential they found", () => {
        expect(outcome.output).not.toContain("correct-horse");
    });
});
