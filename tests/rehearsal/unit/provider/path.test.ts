import * as fc from "fast-check";
import {
    covers,
    expand,
    formatPath,
    parsePath,
    setAt,
    valueAt,
} from "../../../../rehearsal/provider/path";
import { copy, type Fields } from "../../../../rehearsal/provider/value";
import { anyFields, name, placesIn } from "./arbitrary";

describe("a property path", () => {
    it.each([
        ["spec.rules[0].host", ["spec", "rules", 0, "host"]],
        ['data["tls.key"]', ["data", "tls.key"]],
        ["disks[*].size", ["disks", "*", "size"]],
        ["metadata.*", ["metadata", "*"]],
        ['labels["say \\"hi\\""].x', ["labels", 'say "hi"', "x"]],
        ["", []],
    ])("%s is read part by part", (written, path) => {
        expect(parsePath(written)).toEqual(path);
    });

    it("survives being written and read", () => {
        const part = fc.oneof(name, fc.nat({ max: 99 }));
        fc.assert(
            fc.property(name, fc.array(part, { maxLength: 4 }), (first, rest) => {
                const path = [first, ...rest];
                expect(parsePath(formatPath(path))).toEqual(path);
            }),
        );
    });
});

describe("covers", () => {
    it.each([
        ["spec", "spec.ports[0]", true],
        ["spec.ports[0]", "spec", false],
        ["*", "anything.below", true],
        ["disks[*].size", "disks[3].size", true],
        ["disks[*].size", "disks[3].id", false],
        ["disks[0]", "disks[1]", false],
    ])("%s and %s: %s", (pattern, path, covered) => {
        expect(covers(parsePath(pattern), parsePath(path))).toBe(covered);
    });
});

describe("expand", () => {
    const root: Fields = { list: [{ a: 1 }, { b: 2 }, { a: 3 }], map: { x: { a: 4 }, y: 5 } };

    it.each([
        ["list[*].a", ["list[0].a", "list[2].a"]],
        ["map.*.a", ["map.x.a"]],
        ["map.*", ["map.x", "map.y"]],
        ["list[7]", []],
        ["map.y.*", []],
    ])("%s names what exists", (pattern, found) => {
        expect(expand(root, parsePath(pattern)).map(formatPath)).toEqual(found);
    });

    it("finds exactly the place a path without wildcards names", () => {
        fc.assert(
            fc.property(anyFields, (fields) => {
                for (const path of placesIn(fields)) {
                    expect(expand(fields, path)).toEqual([path]);
                }
            }),
        );
    });
});

describe("setting a value", () => {
    it("is what is read there afterwards", () => {
        fc.assert(
            fc.property(anyFields, (fields) => {
                for (const path of placesIn(fields)) {
                    const edited = copy(fields);
                    setAt(edited, path, "set");
                    expect(valueAt(edited, path)).toBe("set");
                }
            }),
        );
    });

    it("makes the maps on the way", () => {
        const root: Fields = {};
        setAt(root, ["a", "b", "c"], 1);
        expect(root).toEqual({ a: { b: { c: 1 } } });
    });

    it("removes a key or a list's element with undefined", () => {
        const root: Fields = { keep: 1, go: 2, list: ["a", "b", "c"] };
        setAt(root, ["go"], undefined);
        setAt(root, ["list", 1], undefined);
        expect(root).toEqual({ keep: 1, list: ["a", "c"] });
    });

    it("says which parent is missing where it cannot make one", () => {
        expect(() => {
            setAt({ list: [] }, ["list", 0, "size"], 1);
        }).toThrow("list[0].size: there is nothing to hold it");
    });
});
