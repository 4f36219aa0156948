import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { rules } from "../../policies/rules";
import { mutations, type Mutation, mutationVariable } from "../policies/support/mutant";

/** What jest says of one file of tests. */
interface TestFile {
    readonly name: string;
    readonly status: "passed" | "failed";
}

const repository = resolve(__dirname, "..", "..");

/** A rule that is broken and whose tests pass nevertheless. */
interface Survivor {
    readonly rule: string;
    readonly mutation: Mutation;
}

/**
 * Files of tests that notice a mutation of all rules, by the rule that they are named after.
 * Without a mutation: the files that fail anyhow.
 */
function noticed(mutation?: Mutation): ReadonlySet<string> {
    const scratch = mkdtempSync(join(tmpdir(), "homelab-mutation-"));
    try {
        const report = join(scratch, "report.json");
        const files = rules.map(({ name }) => join("tests", "policies", `${name}.test.ts`));
        const jest = require.resolve("jest/bin/jest");
        spawnSync(
            process.execPath,
            [jest, "--silent", "--json", `--outputFile=${report}`, "--runTestsByPath", ...files],
            {
                cwd: repository,
                env: { ...process.env, ...(mutation && { [mutationVariable]: mutation }) },
            },
        );
        if (!existsSync(report)) {
            throw new Error(`jest did not run with the mutation "${mutation ?? "none"}".`);
        }
        const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
            testResults: TestFile[];
        };
        return new Set(
            testResults
                .filter(({ status }) => status === "failed")
                .map(({ name }) => basename(name, ".test.ts")),
        );
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

/**
 * Breaks every rule as a whole, in each way, and runs the rules' tests: each must notice.
 * @returns the exit code.
 */
function main(): number {
    const failing = [...noticed()];
    if (failing.length > 0) {
        console.log(`Fails with nothing broken, so proves nothing: ${failing.join(", ")}`);
        return 1;
    }
    const survivors: Survivor[] = mutations.flatMap((mutation) => {
        const killed = noticed(mutation);
        const survived = rules.filter(({ name }) => !killed.has(name));
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
