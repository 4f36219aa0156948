import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { filesBelow, findLeaks } from "../../../rehearsal/leaks/leak-scan";

const value = 'p/w "Ünïcode" 9+Staple=ok';
const secrets = [{ source: "random::password", value }];
const formsIn = (text: string) =>
    findLeaks(secrets, [{ place: "log", text }]).map(({ form }) => form);

describe("a secret", () => {
    it.each([
        ["raw", value],
        ["url", encodeURIComponent(value)],
        ["json", JSON.stringify({ password: value })],
        ["base64", Buffer.from(value).toString("base64")],
    ])("is found %s", (form, text) => {
        expect(formsIn(`before ${text} after`)).toContain(form);
    });

    it("is found in base64 wherever it begins within a longer text", () => {
        for (let before = 0; before < 6; before++) {
            for (let after = 0; after < 6; after++) {
                const text = "x".repeat(before) + value + "y".repeat(after);
                expect(formsIn(Buffer.from(text).toString("base64"))).toContain("base64");
            }
        }
    });

    it("is found in base64 between any neighbours", () => {
        const bytes = fc.uint8Array({ maxLength: 8 });
        const secret = fc.string({ minLength: 16, maxLength: 40, unit: "grapheme" });
        fc.assert(
            fc.property(bytes, bytes, secret, (before, after, random) => {
                const text = Buffer.concat([before, Buffer.from(random), after]);
                const places = [{ place: "p", text: text.toString("base64") }];
                expect(findLeaks([{ source: "s", value: random }], places)).not.toEqual([]);
            }),
        );
    });

    it("is named by its source and place once for each form, and never shown", () => {
        const leaks = findLeaks(
            [...secrets, ...secrets, { source: "other", value: "another-secret-value" }],
            [
                { place: "clean", text: "nothing here" },
                { place: "log", text: `${value} and another-secret-value` },
            ],
        );
        expect(leaks).toEqual([
            { source: "random::password", place: "log", form: "raw" },
            { source: "other", place: "log", form: "raw" },
        ]);
    });

    it("is not found in part", () => {
        expect(formsIn(value.slice(0, -1))).toEqual([]);
        expect(formsIn(Buffer.from(value.slice(2)).toString("base64"))).toEqual([]);
    });
});

describe("files", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-leaks-"));
        mkdirSync(join(folder, "deep", ".hidden"), { recursive: true });
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("are all searched, hidden and binary ones too", () => {
        const plain = [{ source: "s", value: "Plain-Secret-0123456789" }];
        writeFileSync(join(folder, "clean.txt"), "nothing");
        writeFileSync(
            join(folder, "deep", ".hidden", ".state"),
            Buffer.concat([
                Buffer.from([0, 255, 254]),
                Buffer.from("Plain-Secret-0123456789"),
                Buffer.from([128, 0]),
            ]),
        );
        expect(findLeaks(plain, filesBelow(folder))).toEqual([
            { source: "s", place: join("deep", ".hidden", ".state"), form: "raw" },
        ]);
    });

    it("show secrets that are no ASCII too", () => {
        writeFileSync(join(folder, "log"), `password: ${value}`);
        expect(findLeaks(secrets, filesBelow(folder)).map(({ form }) => form)).toContain("raw");
    });
});
