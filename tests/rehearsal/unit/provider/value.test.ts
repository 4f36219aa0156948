import * as fc from "fast-check";
import {
    copy,
    equal,
    fieldsOf,
    hasUnknown,
    list,
    text,
    UNKNOWN,
} from "../../../../rehearsal/provider/value";
import { anyFields, knownFields } from "./arbitrary";

describe("values", () => {
    it("are equal to their copy, which shares nothing with them", () => {
        fc.assert(
            fc.property(knownFields, (fields) => {
                const copied = copy(fields);
                expect(equal(copied, fields)).toBe(true);
                copied["something else"] = { deep: "x" };
                expect(equal(copied, fields)).toBe(false);
            }),
        );
    });

    it("that were copied do not change with the original", () => {
        const original = { list: [{ inner: "before" }] };
        const copied = copy(original);
        original.list[0] = { inner: "after" };
        expect(copied).toEqual({ list: [{ inner: "before" }] });
    });

    it("equal themselves only while nothing in them is unknown", () => {
        fc.assert(
            fc.property(anyFields, (fields) => {
                expect(equal(fields, copy(fields))).toBe(!hasUnknown(fields));
            }),
        );
    });

    it.each([
        ["a longer list", [1], [1, 2]],
        ["another order", [1, 2], [2, 1]],
        ["a missing key", { a: 1 }, { a: 1, b: 2 }],
        ["a list and a map", [], {}],
        ["a number and its text", 1, "1"],
    ])("differ by %s", (_what, a, b) => {
        expect(equal(a, b)).toBe(false);
        expect(equal(b, a)).toBe(false);
    });

    it("are unknown as soon as one of them is, however deep", () => {
        expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
        expect(hasUnknown({ a: [{ b: "known" }], c: null })).toBe(false);
    });

    it("of another type are read as absent", () => {
        expect([text(UNKNOWN), text(1), text(undefined)]).toEqual([
            undefined,
            undefined,
            undefined,
        ]);
        expect([list(UNKNOWN), list({ 0: "a" }), list(["a"])]).toEqual([[], [], ["a"]]);
        expect([fieldsOf(null), fieldsOf(["a"]), fieldsOf({ a: 1 })]).toEqual([{}, {}, { a: 1 }]);
    });
});
