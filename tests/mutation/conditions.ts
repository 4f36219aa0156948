import { rules } from "../../policies/rules";
import { isObjectRule } from "../policies/support/admission";
import { context } from "../policies/support";
import { conditionsOf, flipVariable } from "../policies/support/flipped";
import { ofRule, testRules } from "./rule-tests";

/** Part of all flips that the tests must notice. */
const least = 0.9;

/**
 * Turns each condition that is data into its opposite, one of each rule at a time, and runs the rules'
 * tests: they must notice. What is code is flipped by Stryker. @returns the exit code.
 */
function main(): number {
    const sound = testRules();
    const subjects = rules.filter(isObjectRule).map((rule) => ({
        name: rule.name,
        conditions: conditionsOf(rule, context),
        files: [...new Set(ofRule(sound, rule.name, "passed").map(({ file }) => file))],
    }));
    const most = Math.max(...subjects.map(({ conditions }) => conditions));
    const survivors = Array.from({ length: most }, (_, place) => {
        const flipped = subjects.filter(({ conditions }) => conditions > place);
        const files = [...new Set(flipped.flatMap((subject) => subject.files))];
        const results = testRules({ [flipVariable]: String(place) }, files);
        const survived = flipped.filter(({ name }) => ofRule(results, name, "failed").length === 0);
        console.log(
            `condition ${String(place)}: ${String(flipped.length - survived.length)} of ${String(flipped.length)} noticed`,
        );
        return survived.map(({ name }) => ({ name, place }));
    }).flat();
    for (const { name, place } of survivors) {
        console.log(`  ${name}: no test notices that condition ${String(place)} is flipped`);
    }
    const all = subjects.reduce((sum, { conditions }) => sum + conditions, 0);
    const score = (all - survivors.length) / all;
    console.log(`Score: ${(100 * score).toFixed(1)} % of ${String(all)}`);
    return score < least ? 1 : 0;
}

process.exitCode = main();
