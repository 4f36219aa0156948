/** Steps of a night, each of which takes up what the one before left. */
export const nightlySteps = [
    "export",
    "SQLite online backup",
    "file-system copy",
    "independent file-system copy",
    "bucket copy",
] as const;

export type NightlyStep = (typeof nightlySteps)[number];

/** The hour, UTC, in which each step begins. Exports have until the next hour named. */
const hours: Readonly<Record<NightlyStep, number>> = {
    export: 0,
    "SQLite online backup": 2,
    "file-system copy": 3,
    "independent file-system copy": 5,
    "bucket copy": 7,
};

/** What a schedule's days are. */
export type Rhythm = "daily" | "weekly" | "monthly" | "yearly";

const days: Readonly<Record<Rhythm, string>> = {
    daily: "* * *",
    weekly: "* * 0",
    monthly: "1 * *",
    yearly: "1 1 *",
};

/**
 * When a step runs for one subject, as a cron expression in UTC. Subjects are spread over the hour
 * by their names, so that adding one moves no other.
 */
export function scheduleOf(step: NightlyStep, rhythm: Rhythm, subject: string): string {
    return cron(hours[step], rhythm, subject);
}

/** The hour and minute of a nightly step, UTC, as in `00:07`: for apps that keep time themselves. */
export function clockOf(step: NightlyStep, subject: string): string {
    return [hours[step], minuteOf(subject)].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Base backups of databases; the archive in between is continuous. */
export function baseBackupSchedule(rhythm: Rhythm, subject: string): string {
    return cron(hours["file-system copy"], rhythm, subject);
}

/**
 * Backups of machines, as Proxmox writes a time of each day, in the hosts' own time: between the steps
 * that read volumes, whose disks are not in them.
 */
export const machineSchedule = "04:30";

/** Snapshots of etcd, every six hours: with one control plane nothing else has its state. */
export function snapshotSchedule(cluster: string): string {
    return `${minuteOf(cluster)} */6 * * *`;
}

/** Restore drills, by day, when nothing else runs. */
export function drillSchedule(rhythm: "weekly" | "monthly", subject: string): string {
    return cron(10, rhythm, subject);
}

/** Housekeeping of databases, when backups and drills are over. */
export function maintenanceSchedule(subject: string): string {
    return cron(13, "weekly", subject);
}

function cron(hour: number, rhythm: Rhythm, subject: string): string {
    return `${minuteOf(subject)} ${hour} ${days[rhythm]}`;
}

/** A minute of the hour that depends on the name alone. */
function minuteOf(subject: string): number {
    let sum = 7;
    for (const letter of subject) {
        sum = (sum * 31 + letter.charCodeAt(0)) % 60_000;
    }
    return sum % 60;
}

/** Hours between two runs of a schedule; `undefined` for a form that is none of ours. */
export function hoursBetween(schedule: string): number | undefined {
    const [minute = "", hour = "", day, month, weekday] = schedule.split(" ");
    const every = /^\*\/(\d+)$/.exec(hour)?.[1];
    if (!/^\d+$/.test(minute)) {
        return undefined;
    }
    if (every !== undefined) {
        return Number(every);
    }
    const form = [day, month, weekday].join(" ");
    const rhythm = (Object.keys(days) as Rhythm[]).find((each) => days[each] === form);
    return rhythm && { daily: 24, weekly: 7 * 24, monthly: 31 * 24, yearly: 366 * 24 }[rhythm];
}
