import type { Stage } from "../cycle";
import { changed } from "../engine/outcome";
import type { Leak } from "../leaks/leak-scan";
import type { SecretValue } from "../leaks/secret-values";
import { countByLayer } from "./layers";
import { table } from "./table";

export interface ReportArgs {
    readonly stages: readonly Stage[];
    readonly leaks: readonly Leak[];
    readonly secrets: readonly SecretValue[];
    /** The same commands run with a program that registers nothing. */
    readonly empty?: readonly Stage[];
}

/** The whole cycle may take this many times an empty program's. */
const slowest = 5;

/** One line for a command that has ended, and what was wrong with it. */
export function printStage({ name, outcome, problems, notes }: Stage): void {
    const changes = Object.entries(outcome.changes).map(([operation, n]) => `${n} ${operation}`);
    const mark = problems.length === 0 ? "✓" : "✗";
    console.log(
        `${mark} ${name.padEnd(22)} ${seconds(outcome.seconds).padStart(6)} s  ${changes.join(", ")}`,
    );
    for (const note of notes) {
        console.log(`    ${note}`);
    }
    for (const problem of problems) {
        console.error(`    ${problem}`);
    }
}

/** Prints the tables at the end of a rehearsal. @returns the exit code. */
export function printReport(args: ReportArgs): number {
    const { stages, leaks, secrets } = args;
    const up = stages.find(({ name }) => name === "up")?.outcome;
    const urns = (up === undefined ? [] : changed(up)).map(({ urn }) => urn);
    const verdicts = stages.find(({ name }) => name === "preview")?.outcome.verdicts ?? [];
    const layers = [...countByLayer(urns)];
    console.log("\nResources by layer\n");
    console.log(table(["layer", "resources"], [...layers, ["all", urns.length]]));
    console.log("\nPolicies, in the preview\n");
    console.log(
        table(
            ["rule", "passed", "failed"],
            verdicts.map(({ rule, passed, failed }) => [rule, passed, failed]),
        ),
    );
    const ratio = printTimes(args);
    const sources = new Set(secrets.map(({ value }) => value)).size;
    console.log(`\nSecrets looked for: ${sources}; readable anywhere: ${leaks.length}`);
    for (const { source, place, form } of leaks) {
        console.error(`    ${source} is readable (${form}) in ${place}`);
    }
    const failed = stages.filter(({ problems }) => problems.length > 0).map(({ name }) => name);
    const problems = [
        ...failed,
        ...(leaks.length > 0 ? ["leaks"] : []),
        ...(ratio > slowest ? [`slower than ${slowest} times an empty program`] : []),
    ];
    console.log(
        problems.length === 0 ? "\nThe rehearsal passed." : `\nFAILED: ${problems.join("; ")}`,
    );
    return problems.length === 0 ? 0 : 1;
}

/** @returns how many times an empty program's time the cycle took; 0 where none was run. */
function printTimes({ stages, empty = [] }: ReportArgs): number {
    const own = total(stages);
    const least = total(empty);
    const rows = stages.map(({ name, outcome }, i) => [
        name,
        seconds(outcome.seconds),
        seconds(empty[i]?.outcome.seconds ?? 0),
    ]);
    console.log("\nTimes in seconds, tools built\n");
    console.log(
        table(["command", "homelab", "empty"], [...rows, ["all", seconds(own), seconds(least)]]),
    );
    if (empty.length === 0) {
        return 0;
    }
    const ratio = own / least;
    console.log(`\nThe whole cycle takes ${ratio.toFixed(1)} times an empty program's.`);
    return ratio;
}

function total(stages: readonly Stage[]): number {
    return stages.reduce((sum, { outcome }) => sum + outcome.seconds, 0);
}

function seconds(value: number): string {
    return value.toFixed(1);
}
