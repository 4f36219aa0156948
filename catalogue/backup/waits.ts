import { Cron } from "croner";

const hour = 3_600_000;
/** Any day before all of them; schedules are told in UTC. */
const start = Date.UTC(2027, 0, 1);
/** Looked at: a leap year, and the run after it. */
const horizon = start + 367 * 24 * hour;
/** Runs within it that are looked at: a few months of a daily one, which skip every week alike. */
const runs = 100;

/**
 * The longest time, in hours, between two runs of a cron expression (with or without seconds);
 * `undefined` for one that cannot be read or does not run twice.
 */
export function longestWait(schedule: string): number | undefined {
    try {
        const cron = new Cron(schedule, { utcOffset: 0 });
        let longest: number | undefined;
        let last = cron.nextRun(new Date(start));
        for (let count = 0; last !== null && count < runs && last.getTime() < horizon; count += 1) {
            const next = cron.nextRun(last);
            if (next !== null) {
                longest = Math.max(longest ?? 0, (next.getTime() - last.getTime()) / hour);
            }
            last = next;
        }
        return longest;
    } catch {
        return undefined;
    }
}

/** The most that may lie between two steps of one night, in hours. */
const night = 12;

/**
 * Whether, on the days on which both run, one schedule runs in the hours before the other;
 * `undefined` where one of them cannot be read.
 */
export function runsBefore(first: string, second: string): boolean | undefined {
    try {
        const [step, next] = [first, second].map(
            (schedule) => new Cron(schedule, { utcOffset: 0 }),
        );
        let run = next?.nextRun(new Date(start)) ?? null;
        for (let count = 0; run !== null && count < runs && run.getTime() < horizon; count += 1) {
            const day = Math.floor(run.getTime() / (24 * hour)) * 24 * hour;
            const isWithin = (from: number, to: number) => {
                const found = step?.nextRun(new Date(from - 1))?.getTime();
                return found !== undefined && found < to;
            };
            if (
                isWithin(day, day + 24 * hour) &&
                !isWithin(run.getTime() - night * hour, run.getTime())
            ) {
                return false;
            }
            run = next?.nextRun(run) ?? null;
        }
        return true;
    } catch {
        return undefined;
    }
}
