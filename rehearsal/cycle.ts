import { keptData, remaining } from "./datacenter/proxmox-host";
import { blindSpots, changed, type Outcome } from "./engine/outcome";
import type { Rehearsal } from "./rehearsal";

/** One command of the cycle, how it ended, and what is wrong with that. */
export interface Stage {
    readonly name: string;
    readonly outcome: Outcome;
    readonly problems: readonly string[];
    /** What a person should know of how it ended. */
    readonly notes: readonly string[];
}

interface Command {
    readonly name: string;
    readonly run: (rehearsal: Rehearsal) => Promise<Outcome>;
    readonly judge: (outcome: Outcome, rehearsal: Rehearsal) => readonly string[];
    readonly tell?: (rehearsal: Rehearsal) => readonly string[];
}

/** The one resource that a refused destroy reaches. */
const guardType = "random:index/randomUuid:RandomUuid";
const lifted = { "homelab:protection": { value: "lifted" } };

/** The life of a homelab, from nothing to nothing. */
const life: readonly Command[] = [
    { name: "preview", run: ({ stack }) => stack.preview(), judge: clean },
    { name: "up", run: ({ stack }) => stack.up(), judge: clean },
    { name: "up again", run: ({ stack }) => stack.up(), judge: withoutChange },
    { name: "refresh", run: ({ stack }) => stack.refresh(), judge: withoutChange },
    { name: "destroy, protected", run: ({ stack }) => stack.destroy(), judge: refused },
    {
        name: "up, protection lifted",
        run: async ({ stack }) => {
            await stack.configure(lifted);
            return stack.up();
        },
        judge: clean,
    },
    { name: "destroy", run: ({ stack }) => stack.destroy(), judge: leavesNothing, tell: kept },
];

/** Runs the whole cycle; a stage that fails does not keep the later ones from running. */
export async function runCycle(
    rehearsal: Rehearsal,
    report: (stage: Stage) => Promise<void> | void,
): Promise<readonly Stage[]> {
    const stages: Stage[] = [];
    for (const { name, run, judge, tell } of life) {
        const outcome = await run(rehearsal);
        const problems = judge(outcome, rehearsal);
        const stage = { name, outcome, problems, notes: tell?.(rehearsal) ?? [] };
        stages.push(stage);
        await report(stage);
    }
    return stages;
}

/** Runs the same commands for a program that has nothing to protect; only their time is of use. */
export async function runEmptyCycle(rehearsal: Rehearsal): Promise<readonly Stage[]> {
    const stages: Stage[] = [];
    for (const { name, run } of life) {
        const outcome = await run(rehearsal);
        const problems = outcome.succeeded ? [] : [outcome.error];
        stages.push({ name, outcome, problems, notes: [] });
    }
    return stages;
}

function clean({ succeeded, error, violations, diagnostics }: Outcome): string[] {
    return [
        ...(succeeded ? [] : [reasonOf(error)]),
        // Advice is in the report; it stops nothing.
        ...violations
            .filter(({ level }) => level === "mandatory")
            .map(({ rule, urn, message }) => `${rule}: ${urn}: ${message}`),
        ...blindSpots({ diagnostics }),
    ];
}

/** The engine's own words at the end of what the Automation API reports, reasons in lists included. */
function reasonOf(error: string): string {
    let listed = false;
    const lines = error.split("\n").filter((line) => {
        const isError = /^\s*error: /.test(line);
        // An API server's several reasons follow its sentence as a list.
        listed = isError ? line.endsWith(":") : listed && /^\s*- /.test(line);
        return isError || listed;
    });
    return [...new Set(lines.map((line) => line.trim()))].join("; ") || error;
}

function withoutChange(outcome: Outcome): string[] {
    return [
        ...clean(outcome),
        ...changed(outcome).map(
            ({ operation, urn, differs }) => `${operation} ${urn}: ${differs.join(", ")}`,
        ),
    ];
}

/** A destroy that is refused takes nothing away, not even what is not protected itself. */
function refused(outcome: Outcome): string[] {
    const gone = outcome.steps
        .filter(({ operation, type }) => operation === "delete" && type !== guardType)
        .map(({ urn }) => `deleted although destroy is refused: ${urn}`);
    const accepted = outcome.succeeded ? ["destroy was not refused"] : [];
    const other = /protect/i.test(`${outcome.error} ${outcome.diagnostics.join(" ")}`)
        ? []
        : [`refused for another reason: ${outcome.error}`];
    return [...gone, ...accepted, ...(outcome.succeeded ? [] : other)];
}

function leavesNothing(outcome: Outcome, { datacenter }: Rehearsal): string[] {
    return [
        ...clean(outcome),
        ...remaining(datacenter).map(({ type, id }) => `left in the world: ${type} ${id}`),
    ];
}

/** What is left on purpose: see docs/decisions/0069. */
function kept({ datacenter }: Rehearsal): string[] {
    return keptData(datacenter).map(({ type, id }) => `kept: ${type} ${id}`);
}
