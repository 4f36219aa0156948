import * as fc from "fast-check";
import { covers } from "../../../../rehearsal/provider/path";
import { type Path, UNKNOWN } from "../../../../rehearsal/provider/value";
import { decode, encode } from "../../../../rehearsal/provider/wire";
import { anyFields, placesIn } from "./arbitrary";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown) => ({ [signature]: secretSignature, value });

/** The places that no other place of the list holds. */
function outermost(paths: readonly Path[]): Path[] {
    return paths.filter(
        (path) => !paths.some((other) => other.length < path.length && covers(other, path)),
    );
}

const withSecrets = anyFields.chain((fields) => {
    const places = placesIn(fields);
    return fc.record({
        fields: fc.constant(fields),
        secrets:
            places.length === 0
                ? fc.constant<Path[]>([])
                : fc.uniqueArray(fc.constantFrom(...places), {
                      maxLength: 3,
                      selector: (path) => JSON.stringify(path),
                  }),
    });
});

describe("the engine's encoding", () => {
    it("gives back what was written: values, unknowns, and secrets at the outside", () => {
        fc.assert(
            fc.property(withSecrets, (written) => {
                const read = decode(encode(written));
                expect(read.fields).toEqual(written.fields);
                expect(new Set(read.secrets)).toEqual(new Set(outermost(written.secrets)));
            }),
        );
    });

    it("wraps a secret once, however many secrets lie in it", () => {
        const wire = encode({
            fields: { a: { b: { c: "x" } } },
            secrets: [["a", "b", "c"], ["a"], ["a", "b"]],
        });
        expect(wire).toEqual({ a: secret({ b: { c: "x" } }) });
    });

    it("leaves no trace of a secret that does not exist", () => {
        expect(encode({ fields: { a: [] }, secrets: [["b"], ["a", 0]] })).toEqual({ a: [] });
    });

    it("does not change what it was given", () => {
        const fields = { a: { b: "x" } };
        encode({ fields, secrets: [["a", "b"]] });
        expect(fields).toEqual({ a: { b: "x" } });
    });

    it("reads the unknown of every type", () => {
        const wire = Object.fromEntries(
            [
                "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
                "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                unknownString,
                "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
                "030794c1-ac77-496b-92df-f27374a8bd58",
                "e48ece36-62e2-4504-bad9-02848725956a",
                "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            ].map((sentinel, i) => [`v${i}`, sentinel]),
        );
        expect(new Set(Object.values(decode(wire).fields))).toEqual(new Set([UNKNOWN]));
        expect(encode({ fields: { a: UNKNOWN }, secrets: [] })).toEqual({ a: unknownString });
    });

    it("reads outputs: unknown without a value, secret when they say so", () => {
        const wire = {
            known: { [signature]: outputSignature, value: "k", dependencies: [] },
            unknown: { [signature]: outputSignature, dependencies: [] },
            hidden: { [signature]: outputSignature, value: ["h"], secret: true },
        };
        expect(decode(wire)).toEqual({
            fields: { known: "k", unknown: UNKNOWN, hidden: ["h"] },
            secrets: [["hidden"]],
        });
    });

    it("reads a secret that is unknown as both", () => {
        expect(decode({ list: [secret(unknownString)] })).toEqual({
            fields: { list: [UNKNOWN] },
            secrets: [["list", 0]],
        });
    });
});
