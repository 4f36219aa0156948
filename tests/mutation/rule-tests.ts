import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What jest says of one test; a rule's tests stand below a title that is the rule's name. */
export interface TestResult {
    readonly file: string;
    readonly ancestorTitles: readonly string[];
    readonly status: string;
}

interface Report {
    readonly testResults: readonly {
        readonly name: string;
        readonly assertionResults: readonly Omit<TestResult, "file">[];
    }[];
}

const repository = resolve(__dirname, "..", "..");

/**
 * Runs the tests of the rules.
 *
 * @param variables that break the rules in some way
 * @param files to run; all of them without it
 * @throws Error when jest says nothing.
 */
export function testRules(
    variables: Readonly<Record<string, string>> = {},
    files: readonly string[] = [],
): readonly TestResult[] {
    const scratch = mkdtempSync(join(tmpdir(), "homelab-mutation-"));
    try {
        const report = join(scratch, "report.json");
        const jest = require.resolve("jest/bin/jest");
        const config = join(__dirname, "jest.config.js");
        const output = ["--silent", "--json", `--outputFile=${report}`];
        const only = files.length === 0 ? [] : ["--runTestsByPath", ...files];
        spawnSync(process.execPath, [jest, "--config", config, ...output, ...only], {
            cwd: repository,
            stdio: "ignore",
            env: { ...process.env, ...variables },
        });
        if (!existsSync(report)) {
            throw new Error(`jest did not run with ${JSON.stringify(variables)}.`);
        }
        const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
        return testResults.flatMap(({ name: file, assertionResults }) =>
            assertionResults.map((result) => ({ ...result, file })),
        );
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

/** The results of one rule's tests that ended so. */
export function ofRule(
    results: readonly TestResult[],
    name: string,
    status: string,
): readonly TestResult[] {
    return results.filter(
        (result) => result.ancestorTitles[0] === name && result.status === status,
    );
}
