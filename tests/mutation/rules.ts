import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rules } from "../../policies/rules";
import { mutations, type Mutation, mutationVariable } from "../policies/support/mutant";

/** What jest says of one test; a rule's tests stand below a title that is the rule's name. */
interface TestResult {
    readonly ancestorTitles: readonly string[];
    readonly status: string;
}

interface Report {
    readonly testResults: readonly { readonly assertionResults: readonly TestResult[] }[];
}

const repository = resolve(__dirname, "..", "..");

/** A rule that is broken and whose tests pass nevertheless. */
interface Survivor {
    readonly rule: string;
    readonly mutation: Mutation;
}

/** Runs the tests of all rules. */
function testRules(mutation?: Mutation): readonly TestResult[] {
    const scratch = mkdtempSync(join(tmpdir(), "homelab-mutation-"));
    try {
        const report = join(scratch, "report.json");
        const jest = require.resolve("jest/bin/jest");
        const config = join(__dirname, "jest.config.js");
        spawnSync(
            process.execPath,
            [jest, "--config", config, "--silent", "--json", `--outputFile=${report}`],
            {
                cwd: repository,
                stdio: "ignore",
                env: { ...process.env, ...(mutation && { [mutationVariable]: mutation }) },
            },
        );
        if (!existsSync(report)) {
            throw new Error(`jest did not run with the mutation "${mutation ?? "none"}".`);
        }
        const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
        return testResults.flatMap(({ assertionResults }) => assertionResults);
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

const ofRule = (results: readonly TestResult[], name: string, status: string) =>
    results.filter((result) => result.ancestorTitles[0] === name && result.status === status);

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
        const results = testRules(mutation);
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
