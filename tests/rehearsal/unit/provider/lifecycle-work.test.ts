import { UNKNOWN } from "../../../../rehearsal/provider/value";
import { properties, Stage } from "../stage";
import { madeUp, thingType } from "./made-up";

const stoneType = "madeup:index/stone:Stone";
let stage: Stage;
beforeEach(() => {
    stage = new Stage(madeUp);
});

const paths = (secrets: readonly (readonly (string | number)[])[]) =>
    [...new Set(secrets.map((path) => path.join(".")))].sort();

describe("a creation", () => {
    it("keeps secret what the kind says and what the inputs were", async () => {
        const inputs = { size: 1, note: { deep: "x" }, logins: [{ key: "k" }] };
        const made = await stage.create(thingType, inputs, { secrets: [["note", "deep"]] });
        expect(paths(made.outputs.secrets)).toEqual(["logins.0.key", "note.deep", "password"]);
        const kept = stage.datacenter.get(thingType, made.id);
        expect(kept?.secrets).toContainEqual(["note", "deep"]);
    });

    it("keeps what it was given, not what the caller makes of it later", async () => {
        const inputs = { size: 1, list: ["a"] };
        const made = await stage.create(thingType, inputs);
        inputs.list.push("b");
        expect(stage.datacenter.get(thingType, made.id)?.fields["list"]).toEqual(["a"]);
    });

    it("of something that is already there fails", async () => {
        await stage.create(thingType, { size: 1 });
        await expect(stage.create(thingType, { size: 1 })).rejects.toThrow("already exists");
    });
});

describe("a change", () => {
    it("keeps what the API added and drops an input that was withdrawn", async () => {
        const made = await stage.create(thingType, { size: 1, note: "gone soon" });
        const changed = await stage.update(made, { size: 2 });
        expect(changed.outputs.fields).toEqual({
            name: "subject",
            size: 2,
            address: "10.0.0.1",
            password: "made by the API",
            revision: 1,
        });
        expect(stage.datacenter.get(thingType, made.id)?.fields).toEqual(changed.outputs.fields);
    });

    it("keeps secret what the new inputs hold secretly", async () => {
        const made = await stage.create(thingType, { size: 1 });
        const news = properties({ size: 1, note: "x" }, [["note"]]);
        const outputs = await stage.life.update(made, made, news, false);
        expect(paths(outputs.secrets)).toEqual(["note", "password"]);
    });

    it("with an unknown value is refused", async () => {
        const made = await stage.create(thingType, { size: 1 });
        await expect(stage.update(made, { size: UNKNOWN })).rejects.toThrow("size is unknown");
    });

    it("of what cannot be changed in place is refused", async () => {
        const made = await stage.create(stoneType, { a: 1 });
        await expect(stage.update(made, { a: 2 })).rejects.toThrow(
            `${stoneType} subject: this type cannot be changed in place.`,
        );
    });
});

describe("a reading", () => {
    it("finds what someone changed, among the declared inputs and the outputs", async () => {
        const made = await stage.create(thingType, { size: 1, disks: [{ id: "a" }] });
        stage.datacenter.edit(thingType, made.id, "size", 7);
        stage.datacenter.edit(thingType, made.id, "address", "10.9.9.9");
        const found = await stage.read(made);
        expect(found?.inputs.fields).toEqual({ name: "subject", size: 7, disks: [{ id: "a" }] });
        expect(found?.outputs.fields).toMatchObject({ size: 7, address: "10.9.9.9" });
        expect(paths(found?.outputs.secrets ?? [])).toEqual(["password"]);
    });

    it("of a vanished object finds nothing", async () => {
        const made = await stage.create(thingType, { size: 1 });
        stage.datacenter.remove(thingType, made.id);
        expect(await stage.read(made)).toBeUndefined();
    });

    it("takes state for truth where nothing can be read", async () => {
        const made = await stage.create(stoneType, { a: 1 });
        expect(await stage.read(made)).toEqual({ inputs: made.inputs, outputs: made.outputs });
    });
});

describe("a deletion", () => {
    it("removes the object, and does not mind one that is gone", async () => {
        const made = await stage.create(thingType, { size: 1 });
        await stage.delete(made);
        expect(stage.datacenter.list()).toEqual([]);
        await expect(stage.delete(made)).resolves.toBeUndefined();
    });

    it("is refused with the reason of the API", async () => {
        const guarded = new Stage({
            ...madeUp,
            kind: (type) => ({
                ...madeUp.kind(type),
                delete: () => {
                    throw new Error("in use by something else");
                },
            }),
        });
        const made = await guarded.create(thingType, { size: 1 });
        await expect(guarded.delete(made)).rejects.toThrow("in use by something else");
        expect(guarded.datacenter.get(thingType, made.id)).toBeDefined();
    });
});

describe("trouble", () => {
    it("before the work leaves nothing behind", async () => {
        stage.datacenter.faults.fail("create", thingType, { message: "503" });
        await expect(stage.create(thingType, { size: 1 })).rejects.toThrow("503");
        expect(stage.datacenter.list()).toEqual([]);
    });

    it("with the answer leaves the work done", async () => {
        const { faults } = stage.datacenter;
        faults.loseAnswer("create", thingType, { message: "timed out" });
        await expect(stage.create(thingType, { size: 1 })).rejects.toThrow("timed out");
        expect(stage.datacenter.list(thingType)).toHaveLength(1);
    });

    it.each(["read", "update", "delete"] as const)("strikes a %s too", async (operation) => {
        const made = await stage.create(thingType, { size: 1 });
        stage.datacenter.faults.fail(operation, thingType, { message: "503" });
        const work = {
            read: () => stage.read(made),
            update: () => stage.update(made, { size: 2 }),
            delete: () => stage.delete(made),
        };
        await expect(work[operation]()).rejects.toThrow("503");
    });

    it("does not strike a preview", async () => {
        stage.datacenter.faults.unreachable("madeup");
        await expect(stage.preview(thingType, { size: 1 })).resolves.toBeDefined();
    });
});
