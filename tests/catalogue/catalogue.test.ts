import { apps } from "../../apps";
import { type AnyApp, defineApp } from "../../catalogue/app-spec";
import { collect, ownerOf } from "../../catalogue/catalogue";
import { platformAssets } from "../../catalogue/platform-assets";
import { bareApp } from "./bare-app";

const idsOf = (list: readonly AnyApp[], owner: string) =>
    collect(list)
        .of(owner)
        .map(({ id }) => id);

describe("collect", () => {
    test("lists the platform's assets, then the apps'", () => {
        const catalogue = collect([bareApp({ name: "diary" })]);
        expect(catalogue.assets.map(({ id }) => id)).toEqual([
            ...platformAssets.map(({ id }) => id),
            "diary.pages",
        ]);
    });

    test("finds an asset by its id and nothing by an unknown one", () => {
        const catalogue = collect([bareApp({ name: "diary" })]);
        expect(catalogue.find("diary.pages")).toEqual({
            id: "diary.pages",
            title: "Pages",
            kind: "volume",
            classification: "sensitive",
            backup: "high",
            retention: "indefinite",
            personal: false,
            size: "1Gi",
        });
        expect(catalogue.find("diary.nothing")).toBeUndefined();
        expect(catalogue.find("diary")).toBeUndefined();
    });

    test("lists what one owner has, and not of an owner whose name begins alike", () => {
        const list = [bareApp({ name: "diary" }), bareApp({ name: "diary-two" })];
        expect(idsOf(list, "diary")).toEqual(["diary.pages"]);
        expect(idsOf(list, "diary-two")).toEqual(["diary-two.pages"]);
        expect(idsOf(list, "dia")).toEqual([]);
        expect(idsOf(list, "platform")).toHaveLength(platformAssets.length);
    });

    test("refuses two assets with the same id and names both", () => {
        const twin = bareApp({ name: "diary" });
        const data = { pages: { ...twin.data["pages"], title: "Other pages" } } as AnyApp["data"];
        expect(() => collect([twin, { ...twin, data }])).toThrow(
            new Error(
                'Two assets are called "diary.pages": "Pages" and "Other pages". ' +
                    "Rename the app or the data entry of one.",
            ),
        );
    });

    test("reports the problems of every app at once", () => {
        const broken = (name: string) =>
            bareApp({ name, connections: [{ from: "nobody", to: "server" }] });
        expect(() => collect([broken("one"), broken("two")])).toThrow(
            new Error(
                'apps/one: connections[0].from "nobody" names no workload: name one of edge, server\n' +
                    'apps/two: connections[0].from "nobody" names no workload: name one of edge, server',
            ),
        );
    });

    test("takes every app of the homelab", () => {
        expect(() => collect(apps)).not.toThrow();
        expect(new Set(collect(apps).assets.map(ownerOf))).toEqual(
            new Set([
                "platform",
                ...apps.filter(({ data }) => Object.keys(data).length > 0).map(({ name }) => name),
            ]),
        );
    });
});

describe("ownerOf", () => {
    test("is what stands before the first dot", () => {
        expect(ownerOf({ id: "home-assistant.config" })).toBe("home-assistant");
        expect(ownerOf({ id: "platform.a.b" })).toBe("platform");
    });
});

test("an app of any data, options and values is an AnyApp", () => {
    const app: AnyApp = defineApp({ ...bareApp({ name: "diary" }), options: {} });
    expect(app.name).toBe("diary");
});
