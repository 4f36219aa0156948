import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CopyStep, copyScript } from "../../../components/platform/backup/copy-script";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "copy-"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

const step: CopyStep = { from: "a:x", to: "b:y", copyDays: 30, fromDays: 7 };

/** Runs a script with an rclone that knows which folders got something new, and tells what it did. */
function run(steps: readonly CopyStep[], fresh: readonly string[], failing = "nothing") {
    const log = join(folder, "log");
    const rclone = join(folder, "rclone");
    writeFileSync(log, "");
    writeFileSync(
        rclone,
        `#!/bin/sh
for last; do :; done
if [ "$1" = ${failing} ]; then exit 1; fi
case "$1" in
lsf) case " ${fresh.join(" ")} " in *" $last "*) echo file ;; esac ;;
*) echo "$@" >> ${log} ;;
esac
`,
    );
    chmodSync(rclone, 0o755);
    const script = copyScript(steps).replaceAll("/tmp/new", join(folder, "new"));
    const { status } = spawnSync("/bin/sh", ["-c", script], {
        env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` },
    });
    return { status, done: readFileSync(log, "utf8").trim().split("\n").filter(Boolean) };
}

test("copies, never over what is there, and then removes what is too old on both sides", () => {
    expect(run([step], ["a:x", "b:y"])).toEqual({
        status: 0,
        done: [
            "copy --immutable --size-only --exclude backup.info a:x b:y",
            "copy --include backup.info a:x b:y",
            "delete --min-age 30d b:y",
            "delete --min-age 7d a:x",
        ],
    });
});

test("touches nothing when the source went silent", () => {
    expect(run([step], ["b:y"])).toEqual({ status: 1, done: [] });
});

test("removes nothing when nothing new arrived, or the copy failed", () => {
    const removed = ({ done }: { done: string[] }) => done.filter((line) => /^delete/.test(line));
    expect(removed(run([step], ["a:x"]))).toEqual([]);
    const failed = run([step], ["a:x", "b:y"], "copy");
    expect([failed.status, removed(failed)]).toEqual([1, []]);
});

test("without a second place only the first is tidied", () => {
    expect(run([{ from: "a:x", copyDays: 30, fromDays: 7 }], ["a:x"])).toEqual({
        status: 0,
        done: ["delete --min-age 7d a:x"],
    });
});
