import * as fc from "fast-check";
import { type Difference, differences } from "../../../../rehearsal/provider/difference";
import { covers, formatPath, parsePath, setAt } from "../../../../rehearsal/provider/path";
import { copy, equal, type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { knownFields, placesIn } from "./arbitrary";

const shown = (found: readonly Difference[]) =>
    found.map(({ path, kind }) => `${kind} ${formatPath(path)}`);

describe("differences", () => {
    it("are none between properties and their copy", () => {
        fc.assert(
            fc.property(knownFields, (fields) => {
                expect(differences(fields, copy(fields))).toEqual([]);
            }),
        );
    });

    it("are some between any that are not equal", () => {
        fc.assert(
            fc.property(knownFields, knownFields, (a, b) => {
                expect(differences(a, b).length > 0).toBe(!equal(a, b));
            }),
        );
    });

    it("are shown at the place of the change, and only there", () => {
        fc.assert(
            fc.property(knownFields, (fields) => {
                for (const path of placesIn(fields)) {
                    const edited = copy(fields);
                    setAt(edited, path, "\u0000 changed");
                    const found = differences(fields, edited);
                    expect(found.length).toBeGreaterThan(0);
                    expect(found.every((difference) => covers(path, difference.path))).toBe(true);
                }
            }),
        );
    });

    it.each<[string, Fields, Fields, string[]]>([
        ["a new key", {}, { a: 1 }, ["add a"]],
        ["a key that went", { a: { b: 1 } }, { a: {} }, ["delete a.b"]],
        ["a key set to null", { a: 1 }, { a: null }, ["delete a"]],
        ["null and nothing", { a: null }, {}, []],
        ["an element", { a: [{ x: 1, y: 1 }] }, { a: [{ x: 1, y: 2 }] }, ["update a[0].y"]],
        ["a list that grew", { a: [1] }, { a: [1, 2] }, ["update a", "add a[1]"]],
        ["a list that became a map", { a: [1] }, { a: { b: 1 } }, ["update a"]],
        ["an unknown value", { a: 1 }, { a: UNKNOWN }, ["update a"]],
        ["two unknown values", { a: UNKNOWN }, { a: UNKNOWN }, ["update a"]],
    ])("show %s", (_what, before, after, found) => {
        expect(shown(differences(before, after))).toEqual(found);
    });

    it("leave out what is ignored and what lies below it", () => {
        const before = { disks: [{ size: 1 }, { size: 1 }], name: "a" };
        const after = { disks: [{ size: 2 }, { size: 2 }], name: "b" };
        const without = (...ignored: string[]) =>
            shown(differences(before, after, ignored.map(parsePath)));
        expect(without("disks[0]")).toEqual(["update disks[1].size", "update name"]);
        expect(without("disks[*].size")).toEqual(["update name"]);
        expect(without("disks", "name")).toEqual([]);
    });
});
