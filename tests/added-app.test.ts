import { apps } from "../apps";
import type { AnyApp } from "../catalogue/app-spec";
import { dashboards } from "../catalogue/dashboards";
import { objectsOf, releasesOf, valuesOfKey } from "./components/recorded";
import { linkding } from "./fixtures/linkding";
import type { Recorded } from "./support/record";
import { recordShipped, shippedConfig } from "./support/shipped-program";

const config = {
    "homelab:apps": JSON.stringify({
        ...(JSON.parse(shippedConfig()["homelab:apps"] ?? "{}") as object),
        linkding: { enabled: true },
    }),
};

describe("an app that is one file and one line of the list", () => {
    const list: readonly AnyApp[] = [...apps, linkding];
    let recorded: readonly Recorded[];
    let added: readonly string[];
    beforeAll(async () => {
        const title = ({ type, name }: Recorded) => `${type.split(":").at(-1) ?? ""} ${name}`;
        const before = new Set((await recordShipped()).map(title));
        recorded = await recordShipped({ with: list, config });
        added = recorded.map(title).filter((one) => !before.has(one));
    });

    it("has a namespace, its ways, its claim, its route and its release", () => {
        expect(added).toEqual(
            expect.arrayContaining([
                "App linkding",
                "Namespace linkding",
                "NetworkPolicy linkding-default-deny",
                "NetworkPolicy linkding-allow-dns",
                "NetworkPolicy linkding-main",
                "PersistentVolumeClaim linkding-bookmarks",
                "HTTPRoute linkding-route",
                "Release linkding",
            ]),
        );
    });

    it("keeps its data where the catalogue wants data of that class", () => {
        const claim = objectsOf(recorded, "PersistentVolumeClaim").find(
            ({ namespace }) => namespace === "linkding",
        );
        expect(claim?.labels).toMatchObject({
            "data.homelab/asset": "linkding.bookmarks",
            "data.homelab/classification": "sensitive",
            "data.homelab/backup-priority": "high",
        });
        expect(claim?.spec["storageClassName"]).toBe("proxmox-csi-encrypted-g1");
    });

    it("is found on the start page", () => {
        const glance = releasesOf(recorded).find(({ name }) => name === "glance");
        expect(JSON.stringify(glance?.values)).toContain("https://bookmarks.");
    });

    it("is let out of its namespace to nobody, and into it from the gateway alone", () => {
        const policies = objectsOf(recorded, "NetworkPolicy").filter(
            ({ namespace }) => namespace === "linkding",
        );
        const named = (name: string) =>
            policies.find((one) => one.name === name)?.spec as Record<string, unknown>;
        expect(named("default-deny")).toMatchObject({ policyTypes: ["Ingress", "Egress"] });
        expect(JSON.stringify(named("main")["ingress"])).toContain('"traefik"');
        expect(named("main")["egress"]).toBeUndefined();
    });

    it("is copied by each schedule that its priority has", () => {
        const schedules = (namespace: string) =>
            objectsOf(recorded, "Schedule").filter(
                ({ spec }) =>
                    JSON.stringify(valuesOfKey(spec, "includedNamespaces")) ===
                    JSON.stringify([[namespace]]),
            );
        expect(schedules("linkding").map(({ name }) => name)).toEqual(
            ["daily", "weekly", "monthly", "yearly"].map((tier) => `linkding-${tier}`),
        );
    });

    it("has alerts about its volume, which are told in its name", () => {
        const group = recorded.find(({ name }) => name === "linkding-alerts");
        const assets = valuesOfKey(group?.inputs, "asset");
        expect(assets.length).toBeGreaterThan(1);
        expect(new Set(assets)).toEqual(new Set(["linkding.bookmarks"]));
    });

    it("is on the dashboards, which ask for no app by name", () => {
        const pages = recorded.filter(({ type }) => /:Dashboard$/.test(type));
        const expressions = valuesOfKey(dashboards, "expression").map(String);
        expect(pages).toHaveLength(dashboards.length);
        const names = list.map(({ name }) => name);
        expect(expressions.filter((one) => names.some((name) => one.includes(`"${name}`)))).toEqual(
            [],
        );
    });

    it("brings nothing that is not named after it", () => {
        expect(added.filter((one) => !one.includes("linkding"))).toEqual([]);
    });
});
