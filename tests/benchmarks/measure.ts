import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** What one run of a command cost. */
export interface Cost {
    /** From start to end of the process, s. */
    readonly seconds: number;
    /** Most memory that it held at a time, MiB; `undefined` where the system does not tell. */
    readonly peakMiB: number | undefined;
}

const everyMs = 10;

/**
 * Runs a command with its output in a file. Checkers end with 1 when they find something.
 *
 * @throws Error with the command's name where it ends otherwise.
 */
export async function measure(
    command: readonly [string, ...string[]],
    output: string,
): Promise<Cost> {
    const [program, ...args] = command;
    const start = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", openSync(output, "w"), "inherit"] });
    let peak: number | undefined;
    const watch = setInterval(() => {
        peak = peakOf(child.pid) ?? peak;
    }, everyMs);
    const code = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject).once("close", resolve);
    });
    clearInterval(watch);
    if (code !== 0 && code !== 1) {
        throw new Error(`${program} ended with ${code ?? "a signal"}.`);
    }
    return { seconds: (performance.now() - start) / 1000, peakMiB: peak };
}

/** The kernel keeps the highest mark itself, so that looking now and then misses nothing but the end. */
function peakOf(pid: number | undefined): number | undefined {
    try {
        const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
        const kiB = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
        return kiB === undefined ? undefined : Number(kiB) / 1024;
    } catch {
        return undefined;
    }
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
    const sorted = [...figures].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
