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
