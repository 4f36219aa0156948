import type { AppData, SqliteData } from "../app-data";
import type { AnyApp } from "../app-spec";
import type { ScheduledJob } from "../scheduled-job";
import { backupLevels } from "./levels";
import { isCopied, quiescingJob } from "./quiesced-job";
import { scheduleOf } from "./schedules";

/** User that apps run as where they say nothing else. */
export const usualUser = 1000;

/** Folder of the copies, in the volume that the original is in. */
const copies = ".sqlite-copies";

/**
 * Copies a SQLite database while it is in use, checks the copy, and only then puts it in the place
 * of the one before.
 *
 * @see https://www.sqlite.org/backup.html
 */
export const copyDatabase = `import os, sqlite3, sys

source, target = sys.argv[1:]
os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
unfinished = target + ".unfinished"
if os.path.exists(unfinished):
    os.remove(unfinished)
original = sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=60)
copy = sqlite3.connect(unfinished)
original.backup(copy, pages=1000, sleep=0.1)
state = copy.execute("PRAGMA integrity_check").fetchone()[0]
copy.close()
original.close()
if state != "ok":
    sys.exit("the copy is damaged, and so may be the original: " + state)
os.replace(unfinished, target)
print("copied", os.path.getsize(target), "bytes")
`;

/**
 * The app with a job for each of its SQLite files: a file that is copied while it is written to is
 * none, so a consistent copy lies beside it before the volume is copied.
 */
export function quiesced<A extends AnyApp>(app: A): A {
    const jobs = Object.entries(app.data).flatMap(([name, data]) =>
        isCopied(data) ? [[quiescingJob(name), jobOf(app, name, data, data.file)]] : [],
    );
    return jobs.length === 0
        ? app
        : { ...app, jobs: { ...app.jobs, ...(Object.fromEntries(jobs) as AnyApp["jobs"]) } };
}

function jobOf(app: AnyApp, name: string, data: SqliteData, file: string): ScheduledJob {
    const volume: AppData[string] | undefined = app.data[data.storedIn];
    const rhythm = backupLevels[data.backup ?? "none"].rpoHours <= 24 ? "daily" : "weekly";
    return {
        purpose: `A consistent copy of ${data.title.toLowerCase()}`,
        schedule: scheduleOf("SQLite online backup", rhythm, `${app.name}-${name}`),
        user: (volume?.kind === "volume" ? volume.user : undefined) ?? usualUser,
        mounts: [data.storedIn],
        ...(data.when && { when: data.when }),
        steps: ({ claim }) => [
            {
                name: "copy",
                image: "docker.io/library/python:3.13.7-alpine3.22@sha256:9ba6d8cbebf0fb6546ae71f2a1c14f6ffd2fdab83af7fa5669734ef30ad48844",
                command: [
                    "python3",
                    "/etc/sqlite-copy/copy.py",
                    `/data/${file}`,
                    `/data/${copies}/${file.replaceAll("/", "-")}`,
                ],
                env: { PYTHONDONTWRITEBYTECODE: "1" },
                mounts: {
                    data: { path: "/data", claim: claim(data.storedIn as never) },
                    script: { path: "/etc/sqlite-copy/copy.py", text: copyDatabase },
                },
                resources: {
                    requests: { cpu: "50m", memory: "64Mi" },
                    limits: { memory: "256Mi" },
                },
            },
        ],
    };
}
