import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as random from "@pulumi/random";
import * as tls from "@pulumi/tls";
import { filesBelow, findLeaks } from "../../rehearsal/leaks/leak-scan";
import type { SecretValue } from "../../rehearsal/leaks/secret-values";
import { Rehearsal } from "../../rehearsal/rehearsal";
import { repository } from "../support/shipped-program";
import { describeEngine } from "./support";

/** What cannot be had again once its state is gone. */
function keys() {
    const password = new random.RandomPassword("passphrase", { length: 40 });
    const key = new tls.PrivateKey("key", { algorithm: "ED25519" }, { dependsOn: password });
    return Promise.resolve({ passphrase: password.result, public: key.publicKeyPem });
}

describeEngine("a copy of the state, as `make backup-state` writes it", () => {
    const token = "a token that nobody should read";
    let rehearsal: Rehearsal;
    let folder: string;
    let secrets: readonly SecretValue[];

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), "homelab-state-copy-"));
        rehearsal = await Rehearsal.open({ program: keys, secrets: { token } });
        expect(await rehearsal.stack.up()).toMatchObject({ succeeded: true, error: "" });
        secrets = await rehearsal.knownSecrets();
    });

    afterAll(async () => {
        await rehearsal.close();
        rmSync(folder, { recursive: true });
    });

    function write(stateExport: string) {
        const loader = ["-r", "ts-node/register/transpile-only"];
        const args = [...loader, "commands/backup-state.ts", "homelab", join(folder, "copies")];
        return spawnSync(process.execPath, args, {
            cwd: repository,
            input: stateExport,
            encoding: "utf8",
        });
    }

    test("is refused of an export that shows secrets", async () => {
        const { status, stderr } = write(
            await rehearsal.stack.cli(["stack", "export", "--show-secrets"]),
        );
        expect({ status, stderr }).toEqual({
            status: 1,
            stderr: expect.stringContaining("shows secrets in plain text") as string,
        });
        expect(readdirSync(folder)).toEqual([]);
    });

    test("brings the stack back where its state is lost, keys and all", async () => {
        const { stack } = rehearsal;
        const { status, stdout } = write(await stack.cli(["stack", "export"]));
        expect(status).toBe(0);
        const file = stdout.trim();
        expect(statSync(file).mode & 0o777).toBe(0o600);
        const outputs = await stack.cli(["stack", "output", "--show-secrets", "--json"]);

        rmSync(join(stack.backend, ".pulumi"), { recursive: true });
        await expect(stack.cli(["stack", "export"])).rejects.toThrow(/no stack named/);

        await stack.cli(["stack", "init", "--secrets-provider", "passphrase"]);
        expect((await stack.preview()).changes).toMatchObject({ create: 3 });
        await stack.cli(["stack", "import", "--file", file]);
        const preview = await stack.preview();
        expect(preview).toMatchObject({ succeeded: true, changes: { same: 3 } });
        expect(Object.keys(preview.changes)).toEqual(["same"]);
        expect(await stack.cli(["stack", "output", "--show-secrets", "--json"])).toBe(outputs);
        expect(await stack.up()).toMatchObject({ succeeded: true, changes: { same: 3 } });
    });

    test("holds every secret, and none that can be read", () => {
        const [file = ""] = readdirSync(join(folder, "copies"));
        const copy = readFileSync(join(folder, "copies", file), "utf8");
        expect(copy.match(/"ciphertext":/g)?.length).toBeGreaterThanOrEqual(4);
        expect(secrets.map(({ source }) => source)).toEqual(
            expect.arrayContaining([
                "passphrase of the state",
                expect.stringContaining("RandomPassword::passphrase") as string,
                expect.stringContaining("PrivateKey::key") as string,
            ]),
        );
        expect(findLeaks(secrets, [...filesBelow(folder)])).toEqual([]);
    });

    test("is of no use under another passphrase", async () => {
        const { PULUMI_CONFIG_PASSPHRASE: own } = process.env;
        process.env["PULUMI_CONFIG_PASSPHRASE"] = "another";
        try {
            expect(await rehearsal.stack.preview()).toMatchObject({ succeeded: false });
            await expect(
                rehearsal.stack.cli(["stack", "output", "--show-secrets"]),
            ).rejects.toThrow(/incorrect passphrase/);
        } finally {
            process.env["PULUMI_CONFIG_PASSPHRASE"] = own;
        }
    });
});
