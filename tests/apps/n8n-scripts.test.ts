import { spawnSync } from "node:child_process";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanFlows, exportFlows, handOverCredentials, pushFlows } from "../../apps/scripts/n8n";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "homelab-n8n-"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

/** Scripts name folders of the image; here they are below the test's own. */
const here = (script: string) =>
    script.replaceAll("/tmp", join(folder, "tmp")).replaceAll("/etc/n8n", folder);

function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
    const path = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
    return spawnSync(program, args, { encoding: "utf8", cwd: folder, env: { PATH: path, ...env } });
}

const write = (name: string, text: string) => {
    const file = join(folder, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
    return file;
};
const flow = (name: string, more: object = {}) =>
    JSON.stringify({ id: name, name, nodes: [], connections: {}, ...more });

describe("handing credentials over", () => {
    const handOver = (env: Record<string, string>) => {
        const { status, stderr } = run(
            process.execPath,
            [write("hand-over.mjs", handOverCredentials), folder],
            env,
        );
        expect([status, stderr]).toEqual([0, ""]);
        const read = (name: string) =>
            JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown;
        return { overwrites: read("overwrites.json"), webhooks: read("webhooks.json") };
    };

    test("sorts fields by type, and takes nothing else from the environment", () => {
        const { overwrites } = handOver({
            OVERWRITE_googleOAuth2Api_clientId: "an id",
            OVERWRITE_googleOAuth2Api_clientSecret: 'a "secret"',
            OVERWRITE_openAiApi_apiKey: "a key",
            UNRELATED: "x",
        });
        expect(overwrites).toEqual({
            googleOAuth2Api: { clientId: "an id", clientSecret: 'a "secret"' },
            openAiApi: { apiKey: "a key" },
        });
    });

    test("makes one credential for webhooks, and files that only n8n reads", () => {
        const { overwrites, webhooks } = handOver({ WEBHOOK_SECRET: "open sesame" });
        expect(overwrites).toEqual({});
        expect(webhooks).toMatchObject([
            { type: "httpHeaderAuth", data: { name: "X-Webhook-Secret", value: "open sesame" } },
        ]);
        for (const file of ["overwrites.json", "webhooks.json"]) {
            expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
        }
    });
});

describe("exporting flows", () => {
    const exportWith = (n8n: string) => {
        mkdirSync(join(folder, "tmp"));
        chmodSync(write("bin/n8n", `#!/bin/sh\n${n8n}\n`), 0o755);
        return run("sh", [write("export.sh", here(exportFlows))], { FLOWS: join(folder, "flows") });
    };

    test("asks n8n for every flow, each in a file of its own", () => {
        const { status, stdout } = exportWith('echo "asked: $*"');
        expect(status).toBe(0);
        expect(stdout).toBe(`asked: export:workflow --backup --output=${folder}/flows\n`);
    });

    test("is content with an instance that has none", () => {
        const { status } = exportWith(
            'echo "No workflows found with specified filters." >&2; exit 1',
        );
        expect(status).toBe(0);
    });

    test("fails when n8n does", () => {
        const { status, stderr } = exportWith('echo "database is locked" >&2; exit 1');
        expect(status).not.toBe(0);
        expect(stderr).toContain("database is locked");
    });
});

describe("pushing flows, with real Git", () => {
    const git = (...args: string[]) => {
        const { status, stdout, stderr } = run("git", args, { HOME: folder });
        expect([args[0], status, stderr]).toEqual([args[0], 0, expect.any(String)]);
        return stdout.trim();
    };
    const remote = () => join(folder, "owner", "flows.git");
    const shown = (what: string) => git("-C", remote(), "show", what);
    const commits = () => Number(git("-C", remote(), "rev-list", "--count", "main"));

    /** Runs the step against a repository that Git finds instead of the one on the web. */
    function push(env: Record<string, string> = {}) {
        mkdirSync(join(folder, "tmp"), { recursive: true });
        rmSync(join(folder, "tmp", "repository"), { recursive: true, force: true });
        write("clean.mjs", cleanFlows);
        return run("sh", [write("push.sh", here(pushFlows))], {
            FLOWS: join(folder, "flows"),
            HOST: "github.com",
            REPOSITORY: "https://github.com/owner/flows.git",
            TOKEN: "ghs-token",
            GIT_CONFIG_COUNT: "1",
            GIT_CONFIG_KEY_0: `url.file://${folder}/.insteadOf`,
            GIT_CONFIG_VALUE_0: "https://github.com/",
            ...env,
        });
    }

    beforeEach(() => {
        git("init", "--quiet", "--bare", "--initial-branch=main", remote());
        mkdirSync(join(folder, "flows"));
    });

    test("puts flows into an empty repository, without what test runs left", () => {
        write("flows/1.json", flow("Lights", { pinData: { a: "letter" }, staticData: { b: 1 } }));
        const { status, stdout, stderr } = push();
        expect([status, stderr.includes("fatal"), stdout]).toEqual([
            0,
            false,
            "Pushed 1 changed files.\n",
        ]);
        expect(JSON.parse(shown("main:flows/1.json"))).toEqual({
            id: "Lights",
            name: "Lights",
            nodes: [],
            connections: {},
        });
    });

    test("commits once while nothing changes, and follows what is changed and deleted", () => {
        write("flows/1.json", flow("Lights"));
        write("flows/2.json", flow("Heating"));
        expect(push().status).toBe(0);
        expect(push().stdout).toBe("No flow has changed.\n");
        expect(commits()).toBe(1);

        rmSync(join(folder, "flows", "2.json"));
        write("flows/1.json", flow("Lamps"));
        expect(push().status).toBe(0);
        expect(commits()).toBe(2);
        expect(git("-C", remote(), "ls-tree", "--name-only", "main", "flows/")).toBe(
            "flows/1.json",
        );
        expect(shown("main:flows/1.json")).toContain("Lamps");
    });

    test("pushes nothing when something exported is no flow", () => {
        write("flows/1.json", JSON.stringify([{ id: "1", type: "openAiApi", data: "U2FsdGVk" }]));
        const { status, stderr } = push();
        expect(status).not.toBe(0);
        expect(stderr).toContain("1.json is no flow: nothing is pushed");
        expect(git("-C", remote(), "for-each-ref")).toBe("");
    });

    test.each([
        ["another host", "https://example.com/owner/flows.git", "is not on https://github.com/"],
        [
            "a host that begins alike",
            "https://github.com.example.com/x",
            "is not on https://github.com/",
        ],
        ["plain HTTP", "http://github.com/owner/flows.git", "is not on https://github.com/"],
        ["a login in the address", "https://github.com/x@y", "holds a login"],
    ])("refuses %s", (_, REPOSITORY, complaint) => {
        const { status, stderr } = push({ REPOSITORY });
        expect(status).toBe(1);
        expect(stderr).toContain(complaint);
    });

    test("leaves the token in no file", () => {
        write("flows/1.json", flow("Lights"));
        expect(push().status).toBe(0);
        expect(existsSync(join(folder, "tmp", "repository", ".git", "config"))).toBe(true);
        expect(run("grep", ["-r", "ghs-token", "tmp", "owner", "flows"]).status).toBe(1);
    });

    test("answers Git with the token when Git asks for a login", () => {
        const helper = /^helper='(.*)'$/m.exec(pushFlows)?.[1]?.slice(1) ?? "";
        const { stdout } = run("sh", ["-c", `${helper} get`], { TOKEN: "ghs-token" });
        expect(stdout).toBe("username=x-access-token\npassword=ghs-token\n");
    });
});
