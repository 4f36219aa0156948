import { compareSync } from "bcryptjs";
import * as fc from "fast-check";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { random } from "../../../../rehearsal/stand-ins/random";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { Stage } from "../stage";

const passwordType = "random:index/randomPassword:RandomPassword";
const stringType = "random:index/randomString:RandomString";
const stage = new Stage(strict("@pulumi/random", random));
const made = async (type: string, inputs: Fields) => (await stage.create(type, inputs)).outputs;
const resultOf = async (inputs: Fields) =>
    (await made(passwordType, inputs)).fields["result"] as string;

/** How many characters of each class a text has. */
function count(text: string) {
    const of = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    return {
        lower: of(/[a-z]/g),
        upper: of(/[A-Z]/g),
        numeric: of(/[0-9]/g),
        special: of(/[^a-zA-Z0-9]/g),
    };
}

describe("a password", () => {
    it("has the length and the classes it was asked for", async () => {
        const least = fc.nat({ max: 4 });
        await fc.assert(
            fc.asyncProperty(
                fc.record({
                    length: fc.integer({ min: 16, max: 64 }),
                    minLower: least,
                    minUpper: least,
                    minNumeric: least,
                    minSpecial: least,
                }),
                async (inputs) => {
                    const result = await resultOf(inputs);
                    const counts = count(result);
                    expect(result).toHaveLength(inputs.length);
                    expect(counts.lower).toBeGreaterThanOrEqual(inputs.minLower);
                    expect(counts.upper).toBeGreaterThanOrEqual(inputs.minUpper);
                    expect(counts.numeric).toBeGreaterThanOrEqual(inputs.minNumeric);
                    expect(counts.special).toBeGreaterThanOrEqual(inputs.minSpecial);
                },
            ),
        );
    });

    it("comes with a hash that only it answers to, secret like itself", async () => {
        const { fields, secrets } = (await stage.create(passwordType, { length: 32 })).outputs;
        const hash = fields["bcryptHash"] as string;
        expect(compareSync(fields["result"] as string, hash)).toBe(true);
        expect(compareSync("another", hash)).toBe(false);
        expect(secrets).toContainEqual(["bcryptHash"]);
    });

    it.each(["lower", "upper", "numeric", "special"] as const)("leaves out %s", async (name) => {
        const counts = count(await resultOf({ length: 400, [name]: false }));
        expect(counts[name]).toBe(0);
        expect(Object.values(counts).filter((n) => n === 0)).toHaveLength(1);
    });

    it("takes special characters from where it was told", async () => {
        const result = await resultOf({
            length: 200,
            overrideSpecial: "-_",
            lower: false,
            upper: false,
            numeric: false,
        });
        expect(result).toMatch(/^[-_]{200}$/);
    });

    it("cannot be shorter than what it must hold, nor empty", () => {
        const problems = (inputs: Fields) => stage.problems(passwordType, inputs);
        expect(problems({ length: 3, minLower: 2, minSpecial: 2 })).toEqual([
            "length: must be at least 4, got: 3",
        ]);
        expect(problems({ length: 0 })).toEqual(["length: must be at least 1, got: 0"]);
        expect(problems({ length: 4, minLower: 2, minSpecial: 2 })).toEqual([]);
        expect(problems({})).toEqual(["length: Missing required property 'length'"]);
        expect(problems({ length: UNKNOWN })).toEqual([]);
        expect(problems({ length: 4, lenght: 4 })).toHaveLength(1);
    });

    it("needs a character to choose from", async () => {
        const none = { lower: false, upper: false, numeric: false, special: false };
        await expect(resultOf({ length: 4, ...none })).rejects.toThrow("no character class");
    });

    it("is secret, another one each time, and made anew for any change", async () => {
        const password = await stage.create(passwordType, { length: 32 });
        expect(password.outputs.secrets).toEqual([["result"], ["bcryptHash"]]);
        expect(password.id).toBe("none");
        expect(await resultOf({ length: 32 })).not.toBe(password.outputs.fields["result"]);
        expect((await stage.verdict(password, { length: 33 })).replaced).toEqual(["length"]);
        expect((await stage.preview(passwordType, { length: 32 })).fields["result"]).toBe(UNKNOWN);
    });
});

describe("other random values", () => {
    it("a string is its own id, and no secret", async () => {
        const { id, outputs } = await stage.create(stringType, { length: 12 });
        expect(id).toBe(outputs.fields["result"]);
        expect(outputs.secrets).toEqual([]);
    });

    it("bytes are the same in both forms", async () => {
        const { fields, secrets } = await made("random:index/randomBytes:RandomBytes", {
            length: 20,
        });
        const bytes = Buffer.from(fields["hex"] as string, "hex");
        expect(bytes).toHaveLength(20);
        expect(bytes.toString("base64")).toBe(fields["base64"]);
        expect(secrets).toEqual([["base64"], ["hex"]]);
    });

    it("an id is the same in all forms, with its prefix", async () => {
        const { fields } = await made("random:index/randomId:RandomId", {
            byteLength: 8,
            prefix: "vm-",
        });
        const form = (name: string) => (fields[name] as string).slice(3);
        const bytes = Buffer.from(form("hex"), "hex");
        expect(bytes).toHaveLength(8);
        expect(fields["hex"]).toMatch(/^vm-[0-9a-f]{16}$/);
        expect(form("b64Url")).toBe(bytes.toString("base64url"));
        expect(form("b64Std")).toBe(bytes.toString("base64"));
        expect(BigInt(form("dec"))).toBe(BigInt(`0x${bytes.toString("hex")}`));
    });

    it("an integer lies in its range, both ends included", async () => {
        const found = new Set<unknown>();
        for (let i = 0; i < 100; i++) {
            const { fields } = await made("random:index/randomInteger:RandomInteger", {
                min: -1,
                max: 1,
            });
            found.add(fields["result"]);
        }
        expect([...found].sort()).toEqual([-1, 0, 1]);
    });

    it("a UUID is one", async () => {
        const { id } = await stage.create("random:index/randomUuid:RandomUuid", {});
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    });

    it("others are not played", () => {
        expect(() => random.kind("random:index/randomPet:RandomPet")).toThrow("does not play");
    });
});
