import { execFileSync, spawnSync } from "node:child_process";
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { SarifLog } from "../../commands/judgement/sarif";
import { repository } from "../support/shipped-program";
import { describeEngine } from "./support";

type Edits = Readonly<Record<string, (text: string) => string>>;

/** What a pull request changes in one file; a change that finds nothing to change is a mistake. */
const replace = (...pairs: readonly (readonly [string, string])[]) => {
    return (text: string) =>
        pairs.reduce((before, [from, to]) => {
            expect(before).toContain(from);
            return before.replaceAll(from, to);
        }, text);
};

const renumbered: Edits = { "Pulumi.homelab.yaml": replace(["vmId: 112", "vmId: 222"]) };
const claimRenamed: Edits = {
    "apps/home-assistant.ts": replace(
        [
            "        config: {\n            ...intimate",
            "        settings: {\n            ...intimate",
        ],
        ['storedIn: "config"', 'storedIn: "settings"'],
        ['credentials: "config"', 'credentials: "settings"'],
        ['claim("config")', 'claim("settings")'],
        ['mounts: ["config"]', 'mounts: ["settings"]'],
    ),
};
const innocent: Edits = {
    "apps/glance.ts": replace(['cpu: "10m"', 'cpu: "20m"']),
};

const worker = "VmLegacy::homelab-worker-02";
const claim = "PersistentVolumeClaim::home-assistant-config";

describeEngine("a pull request, judged over what its base has brought up", () => {
    let root: string;
    let head: string;
    const git = (...args: readonly string[]) =>
        execFileSync("git", ["-C", head, ...args], {
            encoding: "utf8",
            env: { ...process.env, ...author },
        });
    const author = {
        ...{ GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.org" },
        ...{ GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.org" },
    };

    beforeAll(() => {
        root = realpathSync(mkdtempSync(join(tmpdir(), "homelab-request-")));
        head = join(root, "head");
        const own = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        const files = execFileSync("git", ["-C", repository, ...own], { encoding: "utf8" });
        for (const file of files.split("\0").filter((name) => name !== "")) {
            mkdirSync(dirname(join(head, file)), { recursive: true });
            cpSync(join(repository, file), join(head, file));
        }
        git("init", "--quiet");
        git("add", "--all");
        git("commit", "--quiet", "--message", "base");
        git("tag", "base");
        symlinkSync(join(repository, "node_modules"), join(head, "node_modules"));
    });

    afterAll(() => {
        rmSync(root, { recursive: true });
    });

    function judge(edits: Edits, base = "base") {
        git("checkout", "--quiet", "--force", "base", "--", ".");
        for (const [file, edit] of Object.entries(edits)) {
            const path = join(head, file);
            writeFileSync(path, edit(readFileSync(path, "utf8")));
        }
        const sarif = join(root, "sarif");
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            [
                ...["-r", "ts-node/register/transpile-only", "commands/preview.ts", "--table"],
                ...["--offline", "--base", base, "--sarif", sarif],
            ],
            { cwd: head, encoding: "utf8" },
        );
        const losses = () =>
            (JSON.parse(readFileSync(sarif, "utf8")) as SarifLog).runs[0].results.flatMap(
                ({ ruleId, message }) => (ruleId === "irreplaceable-kept" ? [message.text] : []),
            );
        return { status, stdout, stderr, losses };
    }

    test("is refused when it replaces a machine and deletes a claim, named each", () => {
        const { status, stdout, losses } = judge({ ...renumbered, ...claimRenamed });
        expect(stdout).toMatch(/Compared with base \([0-9a-f]{7}\), brought up for it\./);
        expect(losses()).toEqual([
            expect.stringContaining(`${worker}: The virtual machine homelab-worker-02`) as string,
            expect.stringContaining(`${claim}: The `) as string,
        ]);
        expect(stdout).toContain(`replace ${worker} (`);
        expect(stdout).toContain(`delete ${claim} (`);
        expect(status).toBe(2);
    });

    test("passes once the owner means both", () => {
        const approvals = [
            { resource: worker, operation: "replace" },
            { resource: claim, operation: "delete" },
        ].map((change) => ({ ...change, reason: "Moved by hand.", until: "2999-12-31" }));
        const { status, stdout, losses } = judge({
            ...claimRenamed,
            "Pulumi.homelab.yaml": (text) =>
                `${renumbered["Pulumi.homelab.yaml"]?.(text) ?? ""}    homelab:approvedChanges: ${JSON.stringify(approvals)}\n`,
        });
        expect(losses()).toEqual([]);
        expect(stdout).toContain(`delete ${claim} until 2999-12-31: Moved by hand.`);
        expect(stdout).toContain(`replace ${worker} until 2999-12-31: Moved by hand.`);
        expect(status).toBe(0);
    });

    test("passes when it loses nothing", () => {
        const { status, stdout, losses } = judge(innocent);
        expect(losses()).toEqual([]);
        expect(stdout).not.toMatch(/^Refused/m);
        expect(status).toBe(0);
    });

    test("cannot be judged over a commit that there is not, or that does not come up", () => {
        const missing = judge({}, "no-such-branch");
        expect(missing.stderr).toContain("BASE=no-such-branch names no commit");
        expect(missing.status).toBe(3);

        writeFileSync(join(head, "index.ts"), 'throw new Error("It is broken.");\n');
        git("commit", "--quiet", "--message", "broken", "--", "index.ts");
        git("tag", "broken");
        const broken = judge({}, "broken");
        expect(broken.stderr).toMatch(/^broken \([0-9a-f]{7}\) cannot be brought up: /m);
        expect(broken.stderr).toContain("It is broken.");
        expect(broken.status).toBe(3);
    });
});
