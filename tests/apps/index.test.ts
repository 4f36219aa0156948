import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { apps } from "../../apps";
import { checkApp } from "../../catalogue/check-app";

const folder = join(__dirname, "../../apps");
const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");

test("each file of the folder is an app of the list, under its own name", () => {
    expect(apps.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

test("no app has a problem, a name or a host twice", () => {
    expect(apps.flatMap(checkApp)).toEqual([]);
    for (const field of [
        apps.map(({ name }) => name),
        apps.map(({ reach }, i) => reach?.host ?? String(i)),
    ]) {
        expect(new Set(field).size).toBe(apps.length);
    }
});

test("four apps are for the world outside, the others for the house", () => {
    const audiences = Object.fromEntries(
        apps.map(({ name, reach }) => [name, reach?.audience ?? "no pages"]),
    );
    expect(audiences).toEqual({
        immich: "external",
        "home-assistant": "external",
        paperless: "external",
        n8n: "external",
        glance: "internal",
        isponsorblocktv: "no pages",
        "inbox-zero": "internal",
    });
});

test.each(files)("%s imports nothing but the catalogue, chart values and scripts", (file) => {
    const source = readFileSync(join(folder, file), "utf8");
    const imports = [...source.matchAll(/from "([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(imports.length).toBeGreaterThan(0);
    expect(
        imports.filter((path) => !/^(\.\.\/catalogue|\.\/chart-values|\.\/scripts)\//.test(path)),
    ).toEqual([]);
});

test.each(apps)("$name's chart is pinned to one version", ({ chart }) => {
    expect(chart.version).toMatch(/^\d+\.\d+\.\d+$/);
});
