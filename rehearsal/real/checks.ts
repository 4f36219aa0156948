import type { Outcome } from "../engine/outcome";
import type { Rehearsal } from "../rehearsal";
import { checkRecovery, checkUnsealing } from "./sealed-secrets";

/** What came of asking the real servers one question. */
export interface CheckResult {
    readonly name: string;
    /** What was looked at, in numbers. */
    readonly summary: string;
    readonly problems: readonly string[];
}

/** A question to the real servers while the whole stack is up. */
export interface Check {
    readonly name: string;
    readonly run: (rehearsal: Rehearsal, up: Outcome) => Promise<Omit<CheckResult, "name">>;
}

const checks: readonly Check[] = [
    { name: "sealed secrets, opened by the real controller", run: checkUnsealing },
    { name: "sealed secrets, in a new cluster with the key alone", run: checkRecovery },
];

/** Runs every check; one that fails does not keep the later ones from running. */
export async function runChecks(
    rehearsal: Rehearsal,
    up: Outcome,
    report: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
    const results: CheckResult[] = [];
    for (const { name, run } of checks) {
        const result = { name, ...(await run(rehearsal, up).catch(failure)) };
        results.push(result);
        report(result);
    }
    return results;
}

/** One line for a check, and what was wrong. */
export function printCheck({ name, summary, problems }: CheckResult): void {
    console.log(`${problems.length === 0 ? "✓" : "✗"} ${name}: ${summary}`);
    for (const problem of problems) {
        console.error(`    ${problem}`);
    }
}

function failure(error: unknown): Omit<CheckResult, "name"> {
    const message = error instanceof Error ? error.message : String(error);
    return { summary: "it could not be done", problems: [message] };
}
