import { rules } from "../../policies/rules";
import { mutations, type Mutation, mutationVariable } from "../policies/support/mutant";
import { ofRule, testRules } from "./rule-tests";

/** A rule that is broken and whose tests pass nevertheless. */
interface Survivor {
    readonly rule: string;
    readonly mutation: Mutation;
}

/**
 * Breaks every rule as a whole, in each way, and runs the rules' tests: each must notice.
 * @returns the exit code.
 */
function main(): number {
    const sound = testRules();
    const unproven = rules.filter(
        ({ name }) =>
            ofRule(sound, name, "failed").length > 0 || ofRule(sound, name, "passed").length === 0,
    );
    if (unproven.length > 0) {
        const names = unproven.map(({ name }) => name).join(", ");
        console.log(`Without tests that pass while nothing is broken: ${names}`);
        return 1;
    }
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
