import { glance } from "../../apps/glance";
import type { DashboardLink } from "../../catalogue/bindings";
import { checkApp } from "../../catalogue/check-app";
import { sampleBindings } from "./sample-bindings";

const links: readonly DashboardLink[] = [
    { title: "Photos", url: "https://photos.example.org", icon: "di:immich", audience: "external" },
    { title: "Start", url: "https://start.example.org", icon: "di:glance", audience: "internal" },
];
const pageWith = (icons: boolean, dashboard = links) => {
    const bindings = { ...sampleBindings(glance, { icons }), dashboard };
    const { files = {}, workloads } = glance.values(bindings);
    const { config } = workloads["main"]?.mounts ?? {};
    return JSON.parse(files[config && "file" in config ? config.file : ""] ?? "") as {
        pages: { columns: { widgets: { groups?: unknown[] }[] }[] }[];
    };
};
const groupsWith = (icons: boolean, dashboard?: typeof links) =>
    pageWith(icons, dashboard).pages[0]?.columns[1]?.widgets[0]?.groups;

test("the declaration has no problem", () => {
    expect(checkApp(glance)).toEqual([]);
});

test("has one link for each app, apart by who reaches it", () => {
    expect(groupsWith(false)).toEqual([
        {
            title: "From everywhere",
            links: [{ title: "Photos", url: "https://photos.example.org", "same-tab": true }],
        },
        {
            title: "In the house",
            links: [{ title: "Start", url: "https://start.example.org", "same-tab": true }],
        },
    ]);
});

test("shows no group without links", () => {
    expect(groupsWith(false, links.slice(1))).toMatchObject([{ title: "In the house" }]);
    expect(groupsWith(false, [])).toEqual([]);
});

test("names nothing that browsers load from elsewhere, unless icons are wanted", () => {
    expect(glance.options.icons.default).toBe(false);
    expect(JSON.stringify(pageWith(false))).not.toContain("di:");
    expect(groupsWith(true)).toMatchObject([
        { links: [{ icon: "di:immich" }] },
        { links: [{ icon: "di:glance" }] },
    ]);
});

test("calls nobody", () => {
    expect(glance.connections).toEqual([{ from: "edge", to: "main" }]);
});
