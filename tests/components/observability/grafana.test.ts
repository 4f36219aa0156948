import { apps } from "../../../apps";
import { dashboardsOf } from "../../../catalogue/dashboards";
import type { Recorded } from "../../support/record";
import { recordShipped, shippedConfig } from "../../support/shipped-program";
import type { Tree } from "../recorded";

const dashboards = dashboardsOf(apps);
const section = "homelab:observability";
const token = "glsa_0123456789abcdef0123456789abcdef_01234567";

interface Section {
    grafanaCloud: { grafanaUrl?: string };
    alertsTo?: string[];
}

function shippedWith(change: (section: Section) => void): Promise<readonly Recorded[]> {
    const shipped = JSON.parse(shippedConfig()[section] ?? "{}") as Section;
    change(shipped);
    return recordShipped({
        config: { [section]: JSON.stringify(shipped), "homelab:grafanaToken": token },
        secretKeys: ["homelab:grafanaToken"],
    });
}

const inGrafana = (recorded: readonly Recorded[]) =>
    recorded.filter(({ type }) => type.startsWith("grafana:"));
const ofKind = (recorded: readonly Recorded[], kind: string) =>
    inGrafana(recorded).filter(({ type }) => type.endsWith(`:${kind}`));
const rulesOf = ({ inputs }: Recorded) => inputs["rules"] as readonly Tree[];

describe("what is kept in Grafana", () => {
    let recorded: readonly Recorded[];
    beforeAll(async () => {
        recorded = await shippedWith(() => undefined);
    });

    it("is one page for each dashboard, whose panels know their data source", () => {
        const pages = ofKind(recorded, "Dashboard").map(
            ({ inputs }) => JSON.parse(String(inputs["configJson"])) as Tree,
        );
        expect(pages.map((page) => page["uid"])).toEqual(dashboards.map(({ uid }) => uid));
        for (const [at, page] of pages.entries()) {
            const panels = page["panels"] as readonly Tree[];
            expect(panels).toHaveLength(dashboards[at]?.panels.length ?? 0);
            for (const panel of panels) {
                expect((panel["datasource"] as Tree)["uid"]).toMatch(/^grafanacloud-(prom|logs)$/);
                expect((panel["targets"] as readonly Tree[])[0]?.["expr"]).toMatch(/./);
            }
        }
    });

    it("is one group of rules for each owner of data, whose rules name what is at stake", () => {
        const groups = ofKind(recorded, "RuleGroup");
        const immich = groups.find(({ name }) => name === "immich-alerts");
        const labels = rulesOf(immich as Recorded).map((rule) => rule["labels"] as Tree);
        expect(labels.every(({ asset }) => String(asset).startsWith("immich."))).toBe(true);
        expect(labels.map(({ asset }) => asset)).toContain("immich.photos");
        const platform = groups.find(({ name }) => name === "platform-alerts") as Recorded;
        expect(rulesOf(platform).map(({ name }) => name)).toEqual(
            expect.arrayContaining(["node down", "etcd leader", "target down", "log budget"]),
        );
    });

    it("is sent to the addresses of the configuration, or to whoever the stack tells", async () => {
        const rule = (all: readonly Recorded[]) =>
            rulesOf(ofKind(all, "RuleGroup")[0] as Recorded)[0] as Tree;
        expect(rule(recorded)["notificationSettings"]).toEqual({ contactPoint: "homelab" });
        const silent = await shippedWith((one) => {
            one.alertsTo = [];
        });
        expect(ofKind(silent, "ContactPoint")).toEqual([]);
        expect(rule(silent)["notificationSettings"]).toBeUndefined();
    });

    it("holds no token", () => {
        expect(JSON.stringify(inGrafana(recorded))).not.toContain(token);
    });

    it("is nothing without an address of Grafana", async () => {
        const without = await shippedWith((one) => {
            delete one.grafanaCloud.grafanaUrl;
        });
        expect(inGrafana(without)).toEqual([]);
        expect(without.some(({ type }) => type === "pulumi:providers:grafana")).toBe(false);
    });
});
