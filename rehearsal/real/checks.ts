import type { Check, CheckResult, Standing } from "./check";
import { checkRights } from "./isolation/check-rights";
import { checkTraffic } from "./isolation/check-traffic";
import { checkPipelines } from "./pipelines";
import { checkRecovery, checkUnsealing } from "./sealed-secrets";
import { checkWorkloads } from "./workloads";

const checks: readonly Check[] = [
    { name: "sealed secrets, opened by the real controller", run: checkUnsealing },
    { name: "sealed secrets, in a new cluster with the key alone", run: checkRecovery },
    { name: "workloads and claims, on played nodes", run: checkWorkloads },
    { name: "who may talk to whom", run: checkTraffic },
    { name: "who may read Secrets and claims", run: checkRights },
    { name: "pipelines, by Alloy's own parser and reference", run: checkPipelines },
];

/** Runs every check; one that fails does not keep the later ones from running. */
export async function runChecks(
    standing: Standing,
    report: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
    const results: CheckResult[] = [];
    for (const { name, run } of checks) {
        const result = { name, ...(await run(standing).catch(failure)) };
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
