import { join } from "node:path";
import { runCycle, type Stage } from "./cycle";
import type { SecretValue } from "./leaks/secret-values";
import type { CheckResult } from "./real/check";
import { printCheck, runChecks } from "./real/checks";
import type { RealSources } from "./real/cluster";
import { realSources } from "./real/options";
import { showTruth, truthOf } from "./real/truth-table";
import { Rehearsal } from "./rehearsal";
import { printReport, printStage } from "./report/report";
import { shippedApps, shippedPlaces, shippedStack } from "./shipped-stack";

const repository = join(__dirname, "..");
const policyPack = join(repository, "policies");

/**
 * Brings the shipped stack up and down in front of real servers, asks them what a real homelab
 * would be asked, and says who accepted what. @returns the exit code.
 */
async function main(sources: RealSources): Promise<number> {
    const stack = shippedStack(repository);
    const rehearsal = await Rehearsal.open({ ...stack, policyPack, real: sources });
    const { real } = rehearsal;
    const apps = shippedApps(repository);
    const places = shippedPlaces(repository);
    console.log(real?.describeProvider());
    try {
        const secrets: SecretValue[] = [];
        const checks: CheckResult[] = [];
        const stages = await runCycle(rehearsal, async (stage) => {
            printStage(stage);
            secrets.push(...(await rehearsal.knownSecrets()));
            if (stage.name === "up" && real !== undefined) {
                const standing = { real, stack: rehearsal.stack, apps, places };
                checks.push(...(await runChecks(standing, printCheck)));
            }
        });
        const leaks = await rehearsal.findLeaks(secrets);
        const exitCode = printReport({ stages, secrets, leaks });
        printTruth(rehearsal, stages);
        const failed = checks.filter(({ problems }) => problems.length > 0);
        console.log(
            failed.length === 0
                ? "\nEvery check passed."
                : `\nFAILED checks: ${failed.map(({ name }) => name).join("; ")}`,
        );
        return failed.length === 0 ? exitCode : 1;
    } finally {
        await rehearsal.close();
    }
}

function printTruth({ real }: Rehearsal, stages: readonly Stage[]): void {
    const up = stages.find(({ name }) => name === "up");
    if (real !== undefined && up !== undefined) {
        console.log(`\n${showTruth(truthOf(up.outcome.registered, real.ledger))}`);
    }
}

main(realSources(["--real", ...process.argv.slice(2)], repository) ?? {}).then(
    (exitCode) => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    },
);
