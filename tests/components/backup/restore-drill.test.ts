import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drillScript } from "../../../components/platform/backup/restore-drill";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drill-"));
    mkdirSync(join(folder, "scratch"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

interface Behaviour {
    readonly check?: number;
    readonly listing?: readonly object[];
    /** What a restore does with the file it is asked for. */
    readonly restore?: string;
}

const file = (path: string, size = 10) => ({
    name: path.split("/").at(-1),
    type: "file",
    path,
    uid: 1000,
    size,
});

const restoresIt = 'mkdir -p "$7$(dirname "$5")"; echo content > "$7$5"';

/** Runs the drill with a restic that behaves so, and tells how it ended. */
function drill({ check = 0, listing = [file("/data/a b.jpg")], restore = restoresIt }: Behaviour) {
    const lines = listing.map((entry) => JSON.stringify(entry)).join("\n");
    writeFileSync(join(folder, "listing.json"), `${lines}\n`);
    const restic = join(folder, "restic");
    writeFileSync(
        restic,
        `#!/bin/sh
case "$1" in
check) exit ${check} ;;
ls) cat ${join(folder, "listing.json")} ;;
restore) ${restore} ;;
esac
`,
    );
    chmodSync(restic, 0o755);
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", drillScript], {
        env: {
            PATH: `${folder}:${process.env["PATH"] ?? ""}`,
            SCRATCH: join(folder, "scratch"),
        },
        encoding: "utf8",
    });
    return { status, stdout, stderr };
}

test("a file of the newest snapshot comes back, blanks in its name and all", () => {
    expect(drill({})).toMatchObject({
        status: 0,
        stdout: expect.stringContaining("restored and verified one of 1 files") as string,
    });
});

test("folders, empty and huge files, and names that are patterns are not tried", () => {
    const listing = [
        { name: "data", type: "dir", path: "/data" },
        file("/data/empty", 0),
        file("/data/film.mov", 9_000_000_000),
        file("/data/odd[1].jpg"),
        file("/data/good.jpg"),
    ];
    expect(drill({ listing }).stdout).toContain("one of 1 files");
});

test.each<[string, Behaviour]>([
    ["the repository is damaged or cannot be opened", { check: 1 }],
    ["the snapshot is empty", { listing: [] }],
    ["the restore ends with an error", { restore: "exit 1" }],
    ["the file does not come back", { restore: "true" }],
    ["the file comes back empty", { restore: 'mkdir -p "$7$(dirname "$5")"; : > "$7$5"' }],
])("the drill fails when %s", (_why, behaviour) => {
    expect(drill(behaviour).status).not.toBe(0);
});
