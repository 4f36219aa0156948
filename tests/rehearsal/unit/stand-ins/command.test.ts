import { text, UNKNOWN } from "../../../../rehearsal/provider/value";
import { command } from "../../../../rehearsal/stand-ins/command";
import { Stage } from "../stage";

const localType = "command:local:Command";
const remoteType = "command:remote:Command";
const stage = new Stage(
    command((written, inputs) => `${written} on ${text(inputs["host"]) ?? ""}`),
);

describe("a command", () => {
    it("is not run but answered for, on creation and on change", async () => {
        const made = await stage.create(localType, { create: "touch a", host: "pve1" });
        expect(made.outputs.fields).toMatchObject({ stdout: "touch a on pve1", stderr: "" });
        const again = await stage.update(made, { create: "touch b", host: "pve1" });
        expect(again.outputs.fields["stdout"]).toBe("touch b on pve1");
        const other = await stage.update(made, { create: "a", update: "rm a", host: "pve1" });
        expect(other.outputs.fields["stdout"]).toBe("rm a on pve1");
    });

    it("answers nothing where nothing is arranged", async () => {
        const silent = new Stage(command());
        const { outputs } = await silent.create(localType, { create: "date" });
        expect(outputs.fields["stdout"]).toBe("");
    });

    it("has an answer nobody knows before, also of a change", async () => {
        const { fields } = await stage.preview(localType, { create: "date" });
        expect([fields["stdout"], fields["stderr"]]).toEqual([UNKNOWN, UNKNOWN]);
        const made = await stage.create(localType, { create: "date" });
        const news = { fields: { create: "uname" }, secrets: [] };
        const shown = await stage.life.update(made, made, news, true);
        expect(shown.fields["stdout"]).toBe(UNKNOWN);
    });

    it("is made anew for its triggers and its machine, and keeps the login secret", async () => {
        const inputs = {
            create: "date",
            triggers: ["1"],
            connection: { host: "pve1", user: "root", password: "p", privateKey: "k" },
        };
        const made = await stage.create(remoteType, inputs);
        const replaced = async (change: object) =>
            (await stage.verdict(made, { ...inputs, ...change })).replaced;
        expect(await replaced({ triggers: ["2"] })).toEqual(["triggers[0]"]);
        expect(await replaced({ connection: { ...inputs.connection, host: "pve2" } })).toEqual([
            "connection.host",
        ]);
        expect(await replaced({ create: "uname" })).toEqual([]);
        expect(made.outputs.secrets).toEqual([
            ["connection", "password"],
            ["connection", "privateKey"],
        ]);
    });

    it("is the only thing of its package", () => {
        expect(() => stage.problems("command:remote:CopyToRemote", {})).toThrow("does not play");
    });
});
