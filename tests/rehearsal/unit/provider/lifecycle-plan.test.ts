import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { properties, Stage, urnOf } from "../stage";
import { madeUp, thingType } from "./made-up";

let stage: Stage;
beforeEach(() => {
    stage = new Stage(madeUp);
});

describe("a check", () => {
    it("names every required input that is missing or null, and what the kind refuses", () => {
        const missing = "size: Missing required property 'size'";
        expect(stage.problems(thingType, {})).toEqual([missing]);
        expect(stage.problems(thingType, { size: null })).toEqual([missing]);
        expect(stage.problems(thingType, { size: 0 })).toEqual(["size: must not be 0"]);
    });

    it("takes an unknown input for a given one", () => {
        expect(stage.problems(thingType, { size: UNKNOWN })).toEqual([]);
    });

    it("fills in what is left out and keeps what is secret", () => {
        const { inputs } = stage.check(thingType, properties({ size: 1 }, [["size"]]), {}, "a");
        expect(inputs).toEqual(properties({ name: "a", size: 1 }, [["size"]]));
    });

    it("of a type that nobody plays fails", () => {
        expect(() => stage.problems("madeup:index/other:Other", {})).toThrow("unknown");
    });
});

describe("the preview of a creation", () => {
    it("shows inputs as they are and what only the API knows as unknown", async () => {
        const { fields } = await stage.preview(thingType, { size: 1, disks: [{ id: "a" }] });
        expect(fields).toEqual({ size: 1, disks: UNKNOWN, address: UNKNOWN });
        expect(stage.datacenter.list()).toEqual([]);
    });

    it("marks what will be secret among what it shows", async () => {
        const { secrets } = await stage.preview(thingType, {
            size: 1,
            logins: [{ key: "k1" }, { key: UNKNOWN }],
        });
        expect(secrets).toEqual([
            ["logins", 0, "key"],
            ["logins", 1, "key"],
        ]);
    });

    it("may hold unknown values, its execution may not", async () => {
        await expect(stage.preview(thingType, { size: UNKNOWN })).resolves.toBeDefined();
        await expect(stage.create(thingType, { size: UNKNOWN, host: [UNKNOWN] })).rejects.toThrow(
            `${thingType} subject: the value of size, host is unknown outside a preview.`,
        );
    });
});

describe("the preview of a change", () => {
    it("keeps what the API said, takes the new inputs, and doubts what is made anew", async () => {
        const made = await stage.create(thingType, { size: 1 });
        const shown = await stage.life.update(made, made, properties({ size: 2 }), true);
        expect(shown.fields).toMatchObject({ size: 2, address: "10.0.0.1", revision: UNKNOWN });
        expect(stage.datacenter.get(thingType, made.id)?.fields["size"]).toBe(1);
    });
});

describe("a diff", () => {
    const inputs = { size: 1, zone: "a", disks: [{ id: "x", gb: 1 }], name: "n" };

    it("says nothing of what is alike", async () => {
        const made = await stage.create(thingType, inputs);
        expect(await stage.diff(made, inputs)).toMatchObject({ changed: false, differences: [] });
    });

    it.each<[string, Fields, string[], string[]]>([
        ["a plain input", { ...inputs, size: 2 }, ["size"], []],
        ["an input that forces", { ...inputs, zone: "b" }, ["zone"], ["zone"]],
        [
            "a forcing part of a list",
            { ...inputs, disks: [{ id: "y", gb: 2 }] },
            ["disks[0].id", "disks[0].gb"],
            ["disks[0].id"],
        ],
        [
            "the whole that a forcing part lies in",
            { size: 1, zone: "a", name: "n" },
            ["disks"],
            ["disks"],
        ],
        ["a forcing input that is unknown", { ...inputs, zone: UNKNOWN }, ["zone"], ["zone"]],
    ])("of %s", async (_what, news, changed, replaced) => {
        const made = await stage.create(thingType, inputs);
        expect(await stage.verdict(made, news)).toEqual({ changed, replaced });
    });

    it("leaves out what is to be ignored, and so replaces nothing for it", async () => {
        const made = await stage.create(thingType, inputs);
        const news = { ...inputs, zone: "b", disks: [{ id: "y", gb: 1 }] };
        expect(await stage.verdict(made, news, ["zone"])).toEqual({
            changed: ["disks[0].id"],
            replaced: ["disks[0].id"],
        });
        const all = await stage.diff(made, news, ["zone", "disks[0]"]);
        expect(all).toMatchObject({ changed: false, differences: [] });
    });

    it("says whether the old one must go first", async () => {
        const made = await stage.create(thingType, inputs);
        expect((await stage.diff(made, { ...inputs, zone: "b" })).deletesFirst).toBe(false);
        const fixed = { ...inputs, zone: "b", name: "fixed" };
        expect((await stage.diff(made, fixed)).deletesFirst).toBe(true);
    });

    it("is left to the kind where it judges changes itself", async () => {
        const judging = new Stage({
            ...madeUp,
            kind: () => ({
                create: ({ inputs: made }) => ({ id: "x", outputs: made }),
                changes: ({ inputs: news, declared, outputs }) =>
                    Promise.resolve({
                        changed: news["loud"] !== declared["loud"],
                        replaces: outputs["old"] === 1 ? ["loud"] : [],
                    }),
            }),
        });
        const made = await judging.create(thingType, { loud: 1, quiet: 1, old: 1 });
        expect(await judging.diff(made, { loud: 1, quiet: 2, old: 1 })).toMatchObject({
            changed: false,
            differences: [],
        });
        expect(await judging.verdict(made, { loud: 2, quiet: 1, old: 1 })).toEqual({
            changed: ["loud"],
            replaced: ["loud"],
        });
    });
});

describe("a URN", () => {
    it("gives a resource its name wherever it stands in the tree", async () => {
        const made = await stage.create(thingType, { size: 1 }, { name: "deep" });
        expect(made.urn).toBe(urnOf(thingType, "deep"));
        expect(made.id).toBe("id-of-deep");
    });
});
