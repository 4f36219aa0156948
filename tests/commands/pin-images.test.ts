import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askBy } from "../../commands/images/registry";
import { pinImages } from "../../commands/images/report";
import { repository } from "../support/shipped-program";

const script = join(repository, "tools", "build.sh");
const built = spawnSync("bash", [script, "--print", "crane"], { encoding: "utf8" });
const describeBuilt = built.status === 0 ? describe : describe.skip;

describeBuilt("images in front of a real registry (needs crane; run make tools)", () => {
    const crane = join(built.stdout.trim(), "crane");
    const ask = askBy(crane);
    let folder: string;
    let registry: ChildProcess;
    let address: string;
    const files = () => ["a", "b"].map((name) => readFileSync(file(name), "utf8"));
    const file = (name: string) => join(folder, "apps", `${name}.ts`);

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), "images-"));
        for (const name of ["apps", "catalogue", "components"]) {
            mkdirSync(join(folder, name));
        }
        registry = spawn(crane, ["registry", "serve", "--address", "127.0.0.1:0"]);
        address = await new Promise((resolve) => {
            registry.stderr?.on("data", (data: Buffer) => {
                const port = /serving on port (\d+)/.exec(String(data))?.[1];
                if (port !== undefined) {
                    resolve(`127.0.0.1:${port}`);
                }
            });
        });
    });

    afterAll(async () => {
        const ended = new Promise((resolve) => registry.once("close", resolve));
        registry.kill();
        await ended;
        rmSync(folder, { recursive: true });
    });

    /** Pushes an image that holds one file, and returns its digest. */
    function push(reference: string, content: string): string {
        writeFileSync(join(folder, "content"), content);
        const layer = join(folder, "layer.tar");
        spawnSync("tar", ["-cf", layer, "-C", folder, "content"]);
        const { status, stderr } = spawnSync(crane, ["append", "-f", layer, "-t", reference], {
            encoding: "utf8",
        });
        expect({ status, stderr }).toMatchObject({ status: 0 });
        const answer = ask(reference);
        return "digest" in answer ? answer.digest : "none";
    }

    const verdicts = (isCheck: boolean) => {
        const { text, isFailure } = pinImages(folder, ask, { isCheck });
        const rows = text.split("\n").slice(2);
        return [isFailure, rows.map((row) => row.trim().replaceAll(address, "registry"))];
    };

    it("get the digest that their tag has there, in every file that names them", () => {
        const digest = push(`${address}/app:1.0`, "one");
        const literal = `"${address}/app:1.0"`;
        writeFileSync(file("a"), `const image = ${literal};\nconst other = ${literal};\n`);
        writeFileSync(file("b"), `const image = ${literal.replace("1.0", "1.0.1")};\n${literal}`);
        push(`${address}/app:1.0.1`, "two");
        const before = files();
        expect(verdicts(true)[0]).toBe(true);
        expect(files()).toEqual(before);
        expect(verdicts(false)[0]).toBe(false);
        const pinned = `"${address}/app:1.0@${digest}"`;
        expect(files()[0]).toBe(`const image = ${pinned};\nconst other = ${pinned};\n`);
        expect(files()[1]).toContain(`:1.0.1@sha256:`);
        expect(files()[1]).toContain(pinned);
        expect(verdicts(true)).toEqual([
            false,
            ["registry/app:1.0.1  as pinned", "registry/app:1.0  as pinned"],
        ]);
    });

    it("are left alone where they have one, and told of where the tag has moved", () => {
        const old = push(`${address}/app:2.0`, "old");
        const now = push(`${address}/app:2.0`, "new");
        writeFileSync(file("a"), `"${address}/app:2.0@${old}"`);
        rmSync(file("b"));
        expect(now).not.toBe(old);
        expect(verdicts(false)).toEqual([false, [`registry/app:2.0  tag moved  ${now}`]]);
        expect(readFileSync(file("a"), "utf8")).toBe(`"${address}/app:2.0@${old}"`);
    });

    it("fail where the registry lacks the tag or the digest, or cannot be asked", () => {
        const digest = push(`${address}/app:3.0`, "three");
        const never = `sha256:${"0".repeat(64)}`;
        writeFileSync(file("a"), `"${address}/app:9.9"`);
        expect(verdicts(false)).toEqual([true, ["registry/app:9.9  not served"]]);
        writeFileSync(file("a"), `"${address}/app:3.0@${never}"`);
        expect(verdicts(false)).toEqual([true, ["registry/app:3.0  not served"]]);
        writeFileSync(file("a"), `"${address}/app:gone@${digest}"`);
        expect(verdicts(false)).toEqual([false, ["registry/app:gone  tag moved"]]);
        writeFileSync(file("a"), `"127.0.0.1:1/app:1.0"`);
        const [isFailure, rows] = verdicts(false);
        expect(isFailure).toBe(true);
        expect(rows).toEqual([
            expect.stringMatching(/^127.0.0.1:1\/app:1.0 {2}not asked .*refused/),
        ]);
        expect(readFileSync(file("a"), "utf8")).toBe(`"127.0.0.1:1/app:1.0"`);
    });
});
