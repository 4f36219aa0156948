import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { previewOptions } from "../../commands/judgement/options";
import { readEvents } from "../../commands/judgement/preview-stack";
import { repository } from "../support/shipped-program";

const urn = "urn:pulumi:homelab::homelab::proxmoxve:index/vmLegacy:VmLegacy::worker";
const machine = { urn, type: "proxmoxve:index/vmLegacy:VmLegacy", custom: true, inputs: {} };
const approval = {
    ...{ resource: "VmLegacy::worker", operation: "replace" },
    ...{ reason: "It moves to a bigger host.", until: "2999-12-31" },
};

/** Stands for the CLI: hands out a state and events, and notes how it was called. */
const cli = `#!/bin/sh
here=$(dirname "$0")
echo "$@ debug=$PULUMI_DEBUG_COMMANDS" >> "$here/calls"
case "$1" in
stack) cat "$here/state" ;;
preview)
    while [ "$1" != --event-log ]; do shift; done
    cp "$here/events" "$2"
    echo "the engine's own words"
    exit "$(cat "$here/status")" ;;
esac
`;

describe("make preview and make policy", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-cli-"));
        writeFileSync(join(folder, "pulumi"), cli);
        chmodSync(join(folder, "pulumi"), 0o755);
        const deployment = { resources: [machine] };
        writeFileSync(join(folder, "state"), JSON.stringify({ version: 3, deployment }));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    function run(approvals: readonly object[], status: number, ...args: readonly string[]) {
        return runWith(approvals, status, JSON.stringify({ summaryEvent: {} }), ...args);
    }

    function runWith(
        approvals: readonly object[],
        status: number,
        end: string,
        ...args: readonly string[]
    ) {
        const step = { op: "replace", urn, type: machine.type, old: machine, new: machine };
        const events = [
            { preludeEvent: { config: { "homelab:approvedChanges": JSON.stringify(approvals) } } },
            { resourcePreEvent: { metadata: { ...step, new: { ...machine, parent: "" } } } },
            { policyAnalyzeSummaryEvent: { resourceUrn: urn, passed: ["provider-explicit"] } },
        ];
        const log = events.map((event) => JSON.stringify(event)).join("\n");
        writeFileSync(join(folder, "events"), `${log}\n${end}`);
        writeFileSync(join(folder, "status"), String(status));
        return preview(`${folder}:${dirname(process.execPath)}:/usr/bin:/bin`, ...args);
    }

    function preview(path: string, ...args: readonly string[]) {
        const loader = ["-r", "ts-node/register/transpile-only", "commands/preview.ts"];
        return spawnSync(process.execPath, [...loader, "mine", ...args], {
            cwd: repository,
            encoding: "utf8",
            env: { ...process.env, PATH: path },
        });
    }

    test("end with 2 and what to do when a machine would be lost", () => {
        const { status, stdout } = run([], 0);
        expect(stdout).toContain("the engine's own words");
        expect(stdout).toContain("replace VmLegacy::worker (virtual machine worker): approve {");
        expect(status).toBe(2);
        expect(readFileSync(join(folder, "calls"), "utf8")).toMatch(
            /^stack export --stack mine debug=\S*\npreview --stack mine --policy-pack policies --event-log \S+ --diff debug=true\n$/,
        );
    });

    test("end with 0 once it is approved, and write what machines and people read", () => {
        const sarif = join(folder, "sarif");
        const markdown = join(folder, "markdown");
        const { status, stdout } = run(
            ...([[approval], 0, "--table", "--sarif", sarif, "--markdown", markdown] as const),
        );
        expect(stdout).not.toContain("the engine's own words");
        expect(stdout).toContain("replace VmLegacy::worker until 2999-12-31: It moves");
        expect(status).toBe(0);
        expect(JSON.parse(readFileSync(sarif, "utf8"))).toMatchObject({ version: "2.1.0" });
        expect(readFileSync(markdown, "utf8")).toContain("Passed");
    });

    test.each(["", '{"cut o', '{"summaryEvent":{}}\n{"cut o'])(
        "end with 3 when the log of the plan ends with %j",
        (end) => {
            const { status, stdout } = runWith([approval], 0, end);
            expect(stdout).toContain("The log of the preview ends before its plan does");
            expect(status).toBe(3);
        },
    );

    test("end with 3 when the preview failed or there is no CLI", () => {
        const failed = run([approval], 255);
        expect(failed.stdout).toContain("pulumi preview ended with 255.");
        expect(failed.status).toBe(3);
        const missing = preview("/nonexistent");
        expect(missing.stderr).toContain("The Pulumi CLI is not on PATH.");
        expect(missing.status).toBe(3);
    });
});

test("options are told from the stack, and unknown ones refused", () => {
    expect(previewOptions([])).toEqual({
        ...{ stack: "homelab", offline: false, base: undefined, table: false },
        ...{ sarif: undefined, markdown: undefined },
    });
    expect(previewOptions(["--offline"]).table).toBe(true);
    expect(previewOptions(["--offline", "--base", "main"]).base).toBe("main");
    expect(() => previewOptions(["--base", "main"])).toThrow(/add OFFLINE=1/);
    expect(() => previewOptions(["--tables"])).toThrow(/--tables/);
});

test("events are read up to where the log was cut off", () => {
    expect(readEvents('{"sequence":1}\n\n{"sequence":2}\n{"seq')).toEqual({
        events: [{ sequence: 1 }, { sequence: 2 }],
        isWhole: false,
    });
    expect(readEvents('{"sequence":1}\n').isWhole).toBe(false);
    expect(readEvents('{"sequence":1}\n{"summaryEvent":{}}\n').isWhole).toBe(true);
});
