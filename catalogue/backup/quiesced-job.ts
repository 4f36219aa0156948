import type { AppData, SqliteData } from "../app-data";

/** A SQLite file that somebody else than its app copies while it is in use. */
export function isCopied(data: AppData[string]): data is SqliteData & { readonly file: string } {
    return data.kind === "sqlite" && data.file !== undefined && data.backup !== "none";
}

/** The job that makes a consistent copy of it, by the name of the data. */
export function quiescingJob(name: string): string {
    return `${name}-copy`;
}
