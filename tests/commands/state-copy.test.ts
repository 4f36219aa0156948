import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeStateCopy } from "../../commands/state-copy";

const secret = (fields: object) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ...fields,
});
const state = (outputs: object, resources?: object[]) =>
    JSON.stringify({
        version: 3,
        deployment: {
            secrets_providers: { type: "passphrase", state: { salt: "v1:salt" } },
            resources: resources ?? [{ urn: "urn:pulumi:homelab::homelab::a:b:C::d", outputs }],
        },
    });
const encrypted = state({ key: [secret({ ciphertext: "v1:abc" })] });

describe("a copy of the state", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-state-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });
    const write = (text: string) =>
        writeStateCopy(text, {
            folder: join(folder, "copies"),
            stack: "homelab",
            time: new Date("2026-11-24T20:15:30.123Z"),
        });

    it("is the export itself, dated, for its owner alone", () => {
        const file = write(encrypted);
        expect(file).toBe(join(folder, "copies", "homelab-2026-11-24T20-15-30Z.json"));
        expect(readFileSync(file, "utf8")).toBe(encrypted);
        expect(statSync(file).mode & 0o777).toBe(0o600);
        expect(statSync(join(folder, "copies")).mode & 0o777).toBe(0o700);
        expect(readdirSync(join(folder, "copies"))).toHaveLength(1);
    });

    it.each([
        ["what is no export", "Error: no stack", /no encrypted state/],
        [
            "a state that nothing encrypts",
            '{"version":3,"deployment":{"resources":[{}]}}',
            /no encrypted/,
        ],
        ["a stack without resources", state({}, []), /no resources/],
        [
            "a secret in plain text",
            state({ key: secret({ plaintext: '"abc"' }) }),
            /--show-secrets/,
        ],
    ])("is refused of %s, and nothing is written", (_, text, complaint) => {
        expect(() => write(text)).toThrow(complaint);
        expect(readdirSync(folder)).toEqual([]);
    });
});
