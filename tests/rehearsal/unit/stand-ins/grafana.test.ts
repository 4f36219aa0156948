import type { Fields } from "../../../../rehearsal/provider/value";
import { grafana } from "../../../../rehearsal/stand-ins/grafana";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { Stage } from "../stage";

const folderType = "grafana:oss/folder:Folder";
const dashboardType = "grafana:oss/dashboard:Dashboard";
const contactType = "grafana:alerting/contactPoint:ContactPoint";
const groupType = "grafana:alerting/ruleGroup:RuleGroup";

const folder: Fields = { uid: "home", title: "Home" };
const dashboard: Fields = { folder: "home", configJson: '{"uid":"page"}' };
const step = { refId: "a", datasourceUid: "x", model: "{}", relativeTimeRange: { from: 1, to: 0 } };
const rule = { name: "one", condition: "a", datas: [step] };
const group: Fields = { name: "all", folderUid: "home", intervalSeconds: 60, rules: [rule] };

let stage: Stage;
beforeEach(() => {
    stage = new Stage(strict("@pulumiverse/grafana", grafana));
});

describe("a folder", () => {
    it("is made anew when its uid changes, and keeps its title free", async () => {
        const made = await stage.create(folderType, folder);
        expect((await stage.verdict(made, { ...folder, title: "House" })).replaced).toEqual([]);
        expect((await stage.verdict(made, { ...folder, uid: "b" })).replaced).toEqual(["uid"]);
    });
});

describe("a dashboard", () => {
    it("lies in a folder that exists", async () => {
        await expect(stage.create(dashboardType, dashboard)).rejects.toThrow(
            "folder home does not exist",
        );
        await stage.create(folderType, folder);
        const made = await stage.create(dashboardType, dashboard);
        expect(made.id).toBe("1:page");
    });

    it("is JSON", async () => {
        await expect(
            stage.create(dashboardType, { ...dashboard, configJson: "page" }),
        ).rejects.toThrow("must be a JSON object");
    });
});

describe("a group of rules", () => {
    beforeEach(async () => {
        await stage.create(folderType, folder);
    });

    it("is changed where it is, but under another name is another one", async () => {
        const made = await stage.create(groupType, group);
        expect(made.id).toBe("1:home:all");
        expect((await stage.verdict(made, { ...group, rules: [] })).replaced).toEqual([]);
        expect((await stage.verdict(made, { ...group, name: "b" })).replaced).toEqual(["name"]);
    });

    it("has conditions that are steps, steps of JSON, and names that differ", async () => {
        const refused = (rules: readonly object[]) =>
            stage.create(groupType, { ...group, rules: rules as never });
        await expect(refused([{ ...rule, condition: "b" }])).rejects.toThrow("refId of a step");
        await expect(refused([{ ...rule, datas: [{ ...step, model: "x" }] }])).rejects.toThrow(
            "model must be a JSON object",
        );
        await expect(refused([rule, rule])).rejects.toThrow("the name of another rule");
    });

    it("tells only contact points that exist", async () => {
        const told = {
            ...group,
            rules: [{ ...rule, notificationSettings: { contactPoint: "me" } }],
        };
        await expect(stage.create(groupType, told)).rejects.toThrow("contact point me");
        await stage.create(contactType, { name: "me", emails: [{ addresses: ["a@example.org"] }] });
        await expect(stage.create(groupType, told)).resolves.toBeDefined();
    });
});
