import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyDatabase, quiesced } from "../../../catalogue/backup/quiesced-app";
import { hoursBetween, scheduleOf } from "../../../catalogue/backup/schedules";
import { checkApp } from "../../../catalogue/check-app";
import { bareApp } from "../bare-app";

const kept = { classification: "sensitive", retention: "indefinite" } as const;

const app = (file: string | undefined, backup: "high" | "medium" | "none" = "high") =>
    quiesced(
        bareApp({
            data: {
                config: { kind: "volume", title: "Config", ...kept, backup, size: "1Gi", user: 7 },
                history: {
                    kind: "sqlite",
                    title: "History",
                    ...kept,
                    backup,
                    storedIn: "config",
                    ...(file !== undefined && { file }),
                },
            },
            workloads: { server: { podLabels: { app: "x" }, ports: [80], mounts: ["config"] } },
        }),
    );

describe("an app with SQLite files", () => {
    it("gets a job that copies each beside the original, as the owner of the volume", () => {
        const { jobs } = app("db/history.db");
        expect(Object.keys(jobs ?? {})).toEqual(["history-copy"]);
        const job = jobs?.["history-copy"];
        expect(job).toMatchObject({ user: 7, mounts: ["config"] });
        const [step] = job?.steps({ claim: (name: string) => `claim-${name}` } as never) ?? [];
        expect(step?.command.slice(2)).toEqual([
            "/data/db/history.db",
            "/data/.sqlite-copies/db-history.db",
        ]);
        expect(step?.mounts?.["data"]).toEqual({ path: "/data", claim: "claim-config" });
        expect(checkApp(app("db/history.db"))).toEqual([]);
    });

    it("has it run before the volume is copied, as often as the data asks for", () => {
        const schedule = app("a.db").jobs?.["history-copy"]?.schedule ?? "";
        const [, hour] = schedule.split(" ");
        const [, next] = scheduleOf("file-system copy", "daily", "any").split(" ");
        expect(Number(hour)).toBeLessThan(Number(next));
        expect(hoursBetween(schedule)).toBe(24);
        expect(hoursBetween(app("a.db", "medium").jobs?.["history-copy"]?.schedule ?? "")).toBe(
            168,
        );
    });

    it("gets none where it copies by itself, or the data has no priority", () => {
        expect(app(undefined).jobs).toBeUndefined();
        expect(app("a.db", "none").jobs).toBeUndefined();
    });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;
const withPython = hasPython ? describe : describe.skip;

withPython("the copy (needs Python beside the repository)", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "sqlite-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });
    const python = (code: string, ...args: string[]) =>
        spawnSync("python3", ["-c", code, ...args], { encoding: "utf8" });
    const source = () => join(folder, "a.db");
    const target = () => join(folder, "copies", "a.db");
    const rows =
        "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('select count(*) from t').fetchone()[0])";

    it("holds what was committed, while somebody else is writing", () => {
        const writing = `
import sqlite3, subprocess, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("create table t (x)")
db.executemany("insert into t values (?)", [(i,) for i in range(500)])
db.execute("begin immediate")
db.execute("insert into t values (-1)")
sys.exit(subprocess.run([sys.executable, "-c", sys.argv[3], sys.argv[1], sys.argv[2]]).returncode)
`;
        expect(python(writing, source(), target(), copyDatabase).status).toBe(0);
        expect(python(rows, target()).stdout.trim()).toBe("500");
    });

    it("fails for a file that is missing or no database, and keeps the copy from before", () => {
        python(
            "import sqlite3,sys; sqlite3.connect(sys.argv[1]).execute('create table t (x)')",
            source(),
        );
        expect(python(copyDatabase, source(), target()).status).toBe(0);
        writeFileSync(source(), "no database at all, but longer than a header of one".repeat(9));
        expect(python(copyDatabase, source(), target()).status).not.toBe(0);
        rmSync(source());
        expect(python(copyDatabase, source(), target()).status).not.toBe(0);
        expect(existsSync(source())).toBe(false);
        expect(python(rows, target()).stdout.trim()).toBe("0");
    });
});
