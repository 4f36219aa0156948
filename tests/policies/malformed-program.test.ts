import fc from "fast-check";
import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import { ruleContext } from "../../policies/engine/context";
import type { Resource } from "../../policies/engine/resource";
import { rules } from "../../policies/rules";
import { recordShipped } from "../../rehearsal/recording/shipped-program";
import { verdictOf } from "./support";
import { asResources } from "./support/shipped";
import { slipped, slipsOf } from "./support/slips";

const context = ruleContext(collect(apps), apps);

let shipped: readonly Resource[];
const judgedBy = new Map<string, number>();

beforeAll(async () => {
    const recorded = await recordShipped({ preview: true });
    shipped = asResources(recorded, (inputs) => ({ props: inputs, secretPaths: [] }));
});

test("whatever breaks in the shipped program, every rule gives a verdict, in a sentence and of what there is", () => {
    fc.assert(
        fc.property(slipsOf(40), (made) => {
            const resources = slipped(shipped, made);
            const urns = new Set(resources.map(({ urn }) => urn));
            for (const rule of rules) {
                const verdict = verdictOf(rule, resources, context);
                const judged = new Set(verdict.judged);
                const { findings } = verdict;
                judgedBy.set(rule.name, (judgedBy.get(rule.name) ?? 0) + judged.size);
                expect([...judged].filter((urn) => !urns.has(urn))).toEqual([]);
                expect(findings.filter(({ urn }) => !judged.has(urn))).toEqual([]);
                expect(
                    findings.filter(({ message }) => !/^The .* must .*\.$/s.test(message)),
                ).toEqual([]);
            }
        }),
        { numRuns: 40 },
    );
});

test("and each of them had something to judge", () => {
    expect(
        rules.filter(({ name }) => (judgedBy.get(name) ?? 0) === 0).map(({ name }) => name),
    ).toEqual([]);
});
