/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
    const time = Date.parse(`${text}T00:00:00Z`);
    return (
        /^\d{4}-\d{2}-\d{2}$/.test(text) &&
        !Number.isNaN(time) &&
        new Date(time).toISOString().startsWith(text)
    );
}

/** The day that a time falls on in UTC, `YYYY-MM-DD`. */
export function dayOf(time: Date): string {
    return time.toISOString().slice(0, 10);
}

/** Today in UTC, `YYYY-MM-DD`. @param now for tests and for what is judged as of another day. */
export function today(now = new Date()): string {
    return dayOf(now);
}

const hour = 60 * 60 * 1000;

/** The latest day that it is anywhere on earth, `YYYY-MM-DD`: what lies behind it is to come for all. */
export function latestToday(now = new Date()): string {
    return dayOf(new Date(now.getTime() + 14 * hour));
}

/** Days from one day to another, both `YYYY-MM-DD`; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
    return Math.round((Date.parse(to) - Date.parse(from)) / (24 * hour));
}
