import { rules } from "../../policies/rules";
import { mutations, type Mutation, mutationVariable } from "../policies/support/mutant";
import { ofRule, testRules } from "./rule-tests";

/** A rule that is broken and whose tests pass nevertheless. */
interface Survivor {
    readonly rule: string;
    readonly mutation: Mutation;
}

/** Cases that each rule has at least: passing, each way to fail, absent, unknown, malformed. */
const leastCases = 8;

/**
 * Counts the cases of every rule, then breaks each as a whole, in each way, and runs the rules'
 * tests: each must notice.
 * @returns the exit code.
 */
function main(): number {
    const sound = testRules();
    const cases = rules.map(({ name }) => ofRule(sound, name, "passed").length);
    const unproven = rules.filter(
        ({ name }, index) =>
            ofRule(sound, name, "failed").length > 0 || (cases[index] ?? 0) < leastCases,
    );
    if (unproven.length > 0) {
        const names = unproven.map(({ name }) => name).join(", ");
        console.log(`Without ${leastCases} cases that pass while nothing is broken: ${names}`);
        return 1;
    }
    const total = cases.reduce((sum, each) => sum + each, 0);
    console.log(`${total} cases of ${rules.length} rules, ${Math.min(...cases)} or more of each`);
    const survivors: Survivor[] = mutations.flatMap((mutation) => {
        const results = testRules({ [mutationVariable]: mutation });
        const survived = rules.filter(({ name }) => ofRule(results, name, "failed").length === 0);
        console.log(`${mutation}: ${rules.length - survived.length} of ${rules.length} noticed`);
        return survived.map(({ name }) => ({ rule: name, mutation }));
    });
    for (const { rule, mutation } of survivors) {
        console.log(`  ${rule}: no test notices that it is ${mutation}`);
    }
    const all = rules.length * mutations.length;
    console.log(`Score: ${((100 * (all - survivors.length)) / all).toFixed(1)} %`);
    return survivors.length === 0 ? 0 : 1;
}

process.exitCode = main();
