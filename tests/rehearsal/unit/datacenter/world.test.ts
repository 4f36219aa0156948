import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Datacenter } from "../../../../rehearsal/datacenter/datacenter";
import { findLeaks } from "../../../../rehearsal/leaks/leak-scan";
import { UNKNOWN } from "../../../../rehearsal/provider/value";

const secret = "correct-Horse-battery-9-staple";
let folder: string;
let file: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "homelab-world-"));
    file = join(folder, "world.json");
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

describe("the datacenter", () => {
    it("holds what was put there, by type and id, in order", () => {
        const world = new Datacenter();
        world.put("a:T", "2", { n: 1 });
        world.put("b:T", "1", { n: 2 });
        world.put("a:T", "1", { n: 3 });
        expect(world.get("a:T", "1")?.fields).toEqual({ n: 3 });
        expect(world.get("b:T", "2")).toBeUndefined();
        expect(world.list("a:T").map(({ id }) => id)).toEqual(["2", "1"]);
        expect(world.list()).toHaveLength(3);
    });

    it("keeps a copy", () => {
        const fields = { list: ["a"] };
        const world = new Datacenter();
        world.put("a:T", "1", fields);
        fields.list.push("b");
        expect(world.get("a:T", "1")?.fields).toEqual({ list: ["a"] });
    });

    it("lets one field be changed or taken away", () => {
        const world = new Datacenter();
        world.put("a:T", "1", { spec: { ports: [80, 443] }, note: "x" });
        world.edit("a:T", "1", "spec.ports[0]", 8080);
        world.edit("a:T", "1", "note", undefined);
        expect(world.get("a:T", "1")?.fields).toEqual({ spec: { ports: [8080, 443] } });
    });

    it("refuses unknown values, and to touch what does not exist", () => {
        const world = new Datacenter();
        expect(() => world.put("a:T", "1", { deep: [UNKNOWN] })).toThrow("nothing unknown");
        expect(() => {
            world.edit("a:T", "1", "x", 1);
        }).toThrow("a:T 1: it does not exist");
        expect(() => {
            world.remove("a:T", "1");
        }).toThrow("a:T 1: it does not exist");
    });
});

describe("the world file", () => {
    function filled(): Datacenter {
        const world = new Datacenter(file);
        const fields = {
            password: secret,
            nested: { keys: [{ key: `${secret}-1` }, { key: `${secret}-2` }] },
            encoded: Buffer.from(secret).toString("base64"),
            open: "everybody may read this",
        };
        const secrets = [["password"], ["nested", "keys", "*", "key"], ["encoded"], ["absent"]];
        world.put("a:T", "1", fields, secrets);
        return world;
    }

    it("brings everything back, secrets too", () => {
        const world = filled();
        const before = world.list();
        world.reload();
        expect(world.list()).toEqual(before);
    });

    it("is for its owner's eyes only, and is replaced whole", () => {
        writeFileSync(file, "{}", { mode: 0o644 });
        filled().flush();
        expect(statSync(file).mode & 0o777).toBe(0o600);
        expect(readdirSync(folder)).toEqual(["world.json"]);
    });

    it("shows no secret in any form", () => {
        filled().flush();
        const text = readFileSync(file, "utf8");
        const secrets = ["", "-1", "-2"].map((end) => ({ source: "s", value: `${secret}${end}` }));
        expect(findLeaks(secrets, [{ place: "world.json", text }])).toEqual([]);
        expect(text).toContain("everybody may read this");
    });

    it("keeps secrets within secrets", () => {
        const world = new Datacenter(file);
        const fields = { all: { inner: secret, other: 1 } };
        world.put("a:T", "1", fields, [["all", "inner"], ["all"]]);
        world.put("a:T", "2", fields, [["all"], ["all", "inner"]]);
        world.reload();
        expect(world.list().map((object) => object.fields)).toEqual([fields, fields]);
        expect(readFileSync(file, "utf8")).not.toContain(secret);
    });

    it("is written only when something changed", () => {
        const world = filled();
        world.flush();
        rmSync(file);
        world.flush();
        expect(readdirSync(folder)).toEqual([]);
        world.touch();
        world.flush();
        expect(readdirSync(folder)).toEqual(["world.json"]);
    });

    it("is of no use to anybody else, and nothing in it can be forged", () => {
        const world = filled();
        world.flush();
        const other = new Datacenter(file);
        expect(() => {
            other.reload();
        }).toThrow();
        const forged = readFileSync(file, "utf8").replace(
            /("\$encrypted": "[^"]{20})(.)/,
            (_all, kept: string, letter: string) => kept + (letter === "A" ? "B" : "A"),
        );
        writeFileSync(file, forged);
        expect(() => {
            world.reload();
        }).toThrow();
    });

    it("is missed where there is none", () => {
        expect(() => {
            new Datacenter().reload();
        }).toThrow("no file");
    });
});
