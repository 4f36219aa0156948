import { apps } from "../../../apps";
import { collect } from "../../../catalogue/catalogue";
import { admissionRules } from "../../../policies/admission/rules";
import { type Obstacle, unaskedRules } from "../../../policies/admission/unasked";
import { ruleContext } from "../../../policies/engine/context";
import { stackOf } from "../../../policies/engine/resource";
import type { Rule } from "../../../policies/engine/rule";
import { rules } from "../../../policies/rules";
import { recordShipped } from "../../../rehearsal/recording/shipped-program";
import { resource } from "../support";

const asked = new Set(admissionRules.map(({ name }) => name));
const unasked = (obstacle: Obstacle): readonly Rule[] => {
    const names = unaskedRules.filter((one) => one.obstacle === obstacle).map(({ rule }) => rule);
    return rules.filter(({ name }) => names.includes(name));
};

test(`every rule is asked at the API server, or has a reason: ${String(asked.size)} of ${String(rules.length)} are`, () => {
    const listed = unaskedRules.map(({ rule }) => rule);
    expect([...asked, ...listed].sort()).toEqual(rules.map(({ name }) => name).sort());
    expect(unaskedRules.filter(({ reason }) => !/^[A-Z].{10,}\.$/.test(reason))).toEqual([]);
});

test("rules that need other objects see the whole stack, and all others that are asked do not", () => {
    expect(unasked("other objects").map(({ scope }) => scope)).not.toContain("resource");
    expect(admissionRules.map(({ scope }) => scope)).not.toContain("stack");
});

test("rules that look outside the cluster judge nothing of the shipped program inside it", async () => {
    const recorded = await recordShipped({ preview: true });
    const resources = recorded.map(({ type, name, inputs }) => ({
        ...resource(type, name, inputs),
        urn: `${type}::${name}`,
    }));
    const context = ruleContext(collect(apps), apps);
    const inside = /^kubernetes:(?!helm\.sh)/;
    const found = unasked("outside the cluster").flatMap((rule) => {
        const verdicts =
            rule.scope === "stack"
                ? [rule.judge(stackOf(resources), context)]
                : resources.map((each) => rule.judge(each, context));
        return verdicts
            .flatMap(({ judged }) => judged)
            .filter((urn) => inside.test(urn))
            .map((urn) => `${rule.name}: ${urn}`);
    });
    expect(found).toEqual([]);
});
