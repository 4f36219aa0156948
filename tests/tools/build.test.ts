import { spawn, spawnSync } from "node:child_process";
import {
    chmodSync,
    copyFileSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The programs build.sh may use; a PATH of these alone has no Go and no Pulumi. */
const systemPrograms =
    "awk bash basename cat chmod cut dirname env find flock grep mkdir mktemp mv paste rm sh sha256sum shasum sleep sort tail touch";

/** A `go` that notes how it is called and "builds" a program in a moment. */
const fakeGo = `#!/bin/sh
case "$1" in
env) echo "\${FAKE_GO_VERSION:-go1.26.8}" ;;
build)
    echo "$@" >>"$FAKE_GO_CALLS"
    sleep "\${FAKE_GO_SECONDS:-0}"
    if [ -n "\${FAKE_GO_FAILS:-}" ]; then echo "main.go:3: undefined: greeting"; exit 1; fi
    for word in "$@"; do case "$word" in */bin/) out=$word ;; esac; done
    printf '#!/bin/sh\\necho hello\\n' >"$out/greeter"
    chmod +x "$out/greeter"
    ;;
esac
`;

let scratch: string;
let script: string;

function write(path: string, text: string, mode = 0o644): void {
    mkdirSync(resolve(path, ".."), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
}

beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), "homelab-tools-"));
    script = join(scratch, "tools/build.sh");
    const tool = join(scratch, "tools/greeter");
    write(join(tool, "go.mod"), "module greeter\n\ngo 1.26\n\nrequire example.com/hi v1.2.3\n");
    write(join(tool, "main.go"), "package main\n");
    write(
        join(tool, "build.env"),
        "version_module=example.com/hi\npackages=.\nldflags='-X main.version=v@version@'\n" +
            "version_on_path='greeter --version'\n",
    );
    copyFileSync(resolve(__dirname, "../../tools/build.sh"), script);
    write(join(scratch, "go/go"), fakeGo, 0o755);
    mkdirSync(join(scratch, "system"));
    for (const program of systemPrograms.split(" ")) {
        const found = spawnSync("/bin/sh", ["-c", `command -v ${program}`], { encoding: "utf8" });
        if (found.status === 0) symlinkSync(found.stdout.trim(), join(scratch, "system", program));
    }
});

afterEach(() => {
    rmSync(scratch, { recursive: true, force: true });
});

interface Options {
    readonly path?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
}

function environment({ path = ["go"], env = {} }: Options) {
    return {
        PATH: [...path, "system"].map((folder) => join(scratch, folder)).join(":"),
        HOMELAB_CACHE: join(scratch, "cache"),
        FAKE_GO_CALLS: join(scratch, "calls"),
        ...env,
    };
}

function build(args: readonly string[], options: Options = {}) {
    const env = environment(options);
    const { status, stdout, stderr } = spawnSync("bash", [script, ...args], {
        encoding: "utf8",
        env,
    });

    return { status, stdout, stderr };
}

function calls(): string[] {
    const file = join(scratch, "calls");

    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

function cached(): string[] {
    const folder = join(scratch, "cache/tools/greeter");

    return existsSync(folder) ? readdirSync(folder).filter((name) => name !== "lock") : [];
}

describe("tools/build.sh", () => {
    test("builds with the flags of build.env and prints the directory of the programs", () => {
        const { status, stdout } = build(["greeter"]);
        expect(status).toBe(0);
        const [name = ""] = cached();
        expect(name).toMatch(/^1\.2\.3-[0-9a-f]{12}$/);
        expect(stdout).toBe(`${join(scratch, "cache/tools/greeter", name)}\n`);
        expect(spawnSync(join(stdout.trim(), "greeter"), { encoding: "utf8" }).stdout).toBe(
            "hello\n",
        );
        expect(calls()[0]?.replace(/building\.\w+/, "building.X")).toBe(
            "build -mod=readonly -buildvcs=false -v -ldflags -X main.version=v1.2.3 -o " +
                `${join(scratch, "cache/tools/greeter/building.X/bin")}/ .`,
        );
    });

    test("builds once, and again when a file of the module has changed", () => {
        const first = build(["greeter"]);
        const second = build(["greeter"]);
        expect(second).toEqual({ status: 0, stdout: first.stdout, stderr: "" });
        expect(calls()).toHaveLength(1);
        write(join(scratch, "tools/greeter/main.go"), "package main // changed\n");
        const third = build(["greeter"]);
        expect(third.stdout).not.toBe(first.stdout);
        expect(calls()).toHaveLength(2);
    });

    test("builds once for two callers at the same time", async () => {
        const env = environment({ env: { FAKE_GO_SECONDS: "2" } });
        const outputs = await Promise.all(
            [1, 2].map(async () => {
                const child = spawn("bash", [script, "greeter"], { env });
                let stdout = "";
                child.stdout.on("data", (text) => (stdout += String(text)));
                const status = await new Promise((done) => child.on("close", done));

                return { status, stdout };
            }),
        );
        const stdout = `${join(scratch, "cache/tools/greeter", cached()[0] ?? "")}\n`;
        expect(outputs).toEqual([
            { status: 0, stdout },
            { status: 0, stdout },
        ]);
        expect(cached()).toHaveLength(1);
        // Without flock (macOS) both build, and the second replaces the first's programs.
        expect(calls()).toHaveLength(existsSync(join(scratch, "system/flock")) ? 1 : 2);
    });

    test("says how far it is", () => {
        const env = { FAKE_GO_SECONDS: "2", HOMELAB_PROGRESS_SECONDS: "1" };
        expect(build(["greeter"], { env }).stderr.split("\n").slice(0, 2)).toEqual([
            "tools: greeter 1.2.3: building with go1.26.8; the first time takes minutes",
            "tools: greeter 1.2.3: 1 s, 0 modules fetched, 0 packages compiled",
        ]);
    });

    test("--print builds nothing and fails where a tool is missing", () => {
        expect(build(["--print", "greeter"])).toEqual({
            status: 1,
            stdout: "",
            stderr: "tools: greeter 1.2.3 is not built; run: tools/build.sh greeter\n",
        });
        expect(calls()).toEqual([]);
        const { stdout } = build(["greeter"]);
        expect(build(["--print", "greeter"])).toEqual({ status: 0, stdout, stderr: "" });
    });

    test("leaves nothing of a failed build and shows the compiler's words", () => {
        const { status, stdout, stderr } = build(["greeter"], { env: { FAKE_GO_FAILS: "yes" } });
        expect([status, stdout]).toEqual([1, ""]);
        expect(stderr.split("\n").slice(1)).toEqual([
            "main.go:3: undefined: greeting",
            "tools: greeter 1.2.3: the build failed, see above; the module cache needs a network once",
            "",
        ]);
        expect(cached()).toEqual([]);
        expect(build(["greeter"]).status).toBe(0);
    });

    test("leaves nothing of an interrupted build", async () => {
        const env = environment({ env: { FAKE_GO_SECONDS: "20" } });
        const child = spawn("bash", [script, "greeter"], { env });
        while (calls().length === 0) await new Promise((done) => setTimeout(done, 50));
        child.kill("SIGTERM");
        expect(await new Promise((done) => child.on("exit", done))).toBe(130);
        expect(cached()).toEqual([]);
    });

    test("names Go and its version where it is missing or too old", () => {
        expect(build(["greeter"], { path: [] })).toEqual({
            status: 1,
            stdout: "",
            stderr:
                'tools: greeter needs Go 1.26 or newer to be built, and there is no "go" on PATH; ' +
                "install it from https://go.dev/dl/\n",
        });
        expect(build(["greeter"], { env: { FAKE_GO_VERSION: "go1.9.4" } }).stderr).toBe(
            'tools: greeter needs Go 1.26 or newer to be built, and the "go" on PATH says: go1.9.4; ' +
                "install a newer one from https://go.dev/dl/\n",
        );
    });

    test("names the tools there are when asked for another", () => {
        expect(build(["greter"]).stderr).toBe(
            'tools: there is no tool "greter"; known tools: greeter\n',
        );
    });

    test.each([
        ["v1.2.3", true],
        ["1.10.0", true],
        ["v1.2.2", false],
        ["no version", false],
    ])("a program on PATH that says %s is used: %s", (says, used) => {
        write(join(scratch, "mine/greeter"), `#!/bin/sh\necho "${says}"\n`, 0o755);
        const { status, stdout } = build(["greeter"], { path: ["mine", "go"] });
        expect(status).toBe(0);
        expect(stdout === `${join(scratch, "mine")}\n`).toBe(used);
        expect(calls()).toHaveLength(used ? 0 : 1);
    });
});
