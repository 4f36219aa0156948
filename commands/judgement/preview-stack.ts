import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { EventReader } from "../../rehearsal/engine/event-reader";
import type { Outcome } from "../../rehearsal/engine/outcome";

/** A preview of a stack, and what the gate needs beside it. */
export interface Preview {
    readonly outcome: Outcome;
    /** The stack before the change, as `pulumi stack export` gives it. */
    readonly state: unknown;
    /** The stack's plain configuration by full key. */
    readonly config: Readonly<Record<string, string>>;
    /** What is to be said of how it was made, a sentence each. */
    readonly notes: readonly string[];
}

/** Larger than any state of a homelab; bytes. */
const largestState = 1 << 29;

/**
 * Previews a stack with the policy pack by the `pulumi` on PATH, which prints what it always does,
 * or nothing when quiet.
 *
 * @throws Error saying what to do when the CLI is missing or cannot read the stack.
 */
export function previewStack(stack: string, { quiet }: { readonly quiet: boolean }): Preview {
    const state = exportStack(stack);
    const folder = mkdtempSync(join(tmpdir(), "homelab-preview-"));
    const log = join(folder, "events");
    const start = performance.now();
    try {
        const { status, error } = spawnSync(
            "pulumi",
            [
                ...["preview", "--stack", stack, "--policy-pack", "policies"],
                ...["--event-log", log, ...(quiet ? [] : ["--diff"])],
            ],
            {
                stdio: ["inherit", quiet ? "ignore" : "inherit", "inherit"],
                // By which the CLI has the option for the log.
                env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true" },
            },
        );
        if (error !== undefined) {
            throw error;
        }
        const { events, isWhole } = readEvents(existsSync(log) ? readFileSync(log, "utf8") : "");
        const seconds = (performance.now() - start) / 1000;
        return {
            ...{ state, config: configOf(events), notes: [] },
            outcome: outcomeOf(events, failureOf(status, isWhole), seconds),
        };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function exportStack(stack: string): unknown {
    const { stdout, stderr, status, error } = spawnSync(
        "pulumi",
        ["stack", "export", "--stack", stack],
        { encoding: "utf8", maxBuffer: largestState },
    );
    if (error !== undefined) {
        throw new Error(
            "code" in error && error.code === "ENOENT"
                ? "The Pulumi CLI is not on PATH. Install it from https://www.pulumi.com/docs/install/, or judge the shipped stack without it: make policy OFFLINE=1."
                : error.message,
        );
    }
    if (status !== 0) {
        throw new Error(`The state of ${stack} cannot be read: ${stderr.trim()}`);
    }
    return JSON.parse(stdout) as unknown;
}

interface EventLog {
    readonly events: readonly EngineEvent[];
    /** Every line could be read, and the summary that the engine ends with is among them. */
    readonly isWhole: boolean;
}

/** The events of a log, one JSON object a line; a line that was cut off is left out. */
export function readEvents(log: string): EventLog {
    const lines = log.split("\n").filter((line) => line.trim() !== "");
    const events = lines.flatMap((line) => {
        try {
            return [JSON.parse(line) as EngineEvent];
        } catch {
            return [];
        }
    });
    const hasEnd = events.some(({ summaryEvent }) => summaryEvent !== undefined);
    return { events, isWhole: hasEnd && events.length === lines.length };
}

/** What is not in the log may be the loss of a machine: half a plan is none. */
function failureOf(status: number | null, isWhole: boolean): string | undefined {
    if (status !== 0) {
        return `pulumi preview ended with ${String(status)}.`;
    }
    return isWhole
        ? undefined
        : "The log of the preview ends before its plan does: see that the folder for temporary files has room, and run it again.";
}

function configOf(events: readonly EngineEvent[]): Readonly<Record<string, string>> {
    return events.find(({ preludeEvent }) => preludeEvent)?.preludeEvent?.config ?? {};
}

function outcomeOf(
    events: readonly EngineEvent[],
    error: string | undefined,
    seconds: number,
): Outcome {
    const reader = new EventReader();
    for (const event of events) {
        reader.take(event);
    }
    return reader.outcome({ error, seconds, output: "" });
}
