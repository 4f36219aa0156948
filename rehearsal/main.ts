import { join } from "node:path";
import { runCycle, runEmptyCycle, type Stage } from "./cycle";
import type { SecretValue } from "./leaks/secret-values";
import { realSources } from "./real/options";
import { Rehearsal } from "./rehearsal";
import { printReport, printStage } from "./report/report";
import { shippedStack } from "./shipped-stack";

const repository = join(__dirname, "..");
const policyPack = join(repository, "policies");
const real = realSources(process.argv.slice(2), repository);

/** Times an empty program through the same commands: what the engine itself costs here. */
async function emptyCycle(): Promise<readonly Stage[]> {
    const rehearsal = await Rehearsal.open({ program: () => Promise.resolve({}), policyPack });
    try {
        return await runEmptyCycle(rehearsal);
    } finally {
        await rehearsal.close();
    }
}

/** Brings the shipped stack up and down. */
async function shippedCycle() {
    const rehearsal = await Rehearsal.open({
        ...shippedStack(repository),
        policyPack,
        ...(real && { real }),
    });
    if (rehearsal.real) {
        console.log(rehearsal.real.describeProvider());
    }
    try {
        const secrets: SecretValue[] = [];
        const stages = await runCycle(rehearsal, async (stage) => {
            printStage(stage);
            secrets.push(...(await rehearsal.knownSecrets()));
        });
        return { stages, secrets, leaks: await rehearsal.findLeaks(secrets) };
    } finally {
        await rehearsal.close();
    }
}

/**
 * Runs the shipped stack's whole life on the real engine, in front of an embedded datacenter, and
 * says whether all went as it must. @returns the exit code.
 */
async function main(): Promise<number> {
    const cycle = await shippedCycle();
    // Real servers take their time; only played ones are held against an empty program's.
    return printReport({ ...cycle, ...(real === undefined && { empty: await emptyCycle() }) });
}

main().then(
    (exitCode) => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    },
);
