import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { objectsIn, renderChart } from "../../rendering/render-chart";
import type { RenderedObject } from "../../rendering/rendered-object";
import { RenderingFolder } from "../../rendering/saved-renderings";
import { describeHelm } from "../charts/render";
import { textTemplate, writeChart } from "./made-up-chart";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "homelab-rendering-"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

/** Remembers what was asked of it. */
class Store {
    readonly kept = new Map<string, readonly RenderedObject[]>();
    readonly saved: string[] = [];
    load(key: string) {
        return this.kept.get(key);
    }
    save(key: string, objects: readonly RenderedObject[]) {
        this.saved.push(key);
        this.kept.set(key, objects);
    }
}

const request = (path: string, values: object = {}) => ({
    release: "diary",
    namespace: "writing",
    path,
    values,
    kubernetesVersion: "1.36.3",
    apiVersions: [],
});

describeHelm("rendering a chart", () => {
    it("gives the objects, with values, name, namespace and version of the cluster", () => {
        const chart = writeChart(folder, "diary", "1.2.3");
        expect(renderChart(request(chart, { text: "dear" }), new Store())).toEqual([
            {
                apiVersion: "v1",
                kind: "ConfigMap",
                metadata: { name: "diary", namespace: "writing" },
                data: { text: "dear", cluster: "v1.36.3" },
            },
        ]);
    });

    it("asks Helm once for the same, and again for other values, names or files", () => {
        const chart = writeChart(folder, "diary", "1.2.3");
        const store = new Store();
        const first = renderChart(request(chart), store);
        expect(renderChart(request(chart), store)).toBe(first);
        expect(store.saved).toHaveLength(1);
        renderChart(request(chart, { text: "other" }), store);
        renderChart({ ...request(chart), release: "other" }, store);
        renderChart({ ...request(chart), apiVersions: ["example.org/v1"] }, store);
        expect(store.saved).toHaveLength(4);
        writeFileSync(join(chart, "values.yaml"), "text: changed\n");
        expect(renderChart(request(chart), store)).toMatchObject([{ data: { text: "changed" } }]);
        expect(new Set(store.saved).size).toBe(5);
    });

    it("finds in its store what an earlier run has rendered", () => {
        const chart = writeChart(folder, "diary", "2.0.0");
        const found = {
            load: () => [{ apiVersion: "v1", kind: "Found", metadata: { name: "x" } }],
        };
        expect(renderChart(request(chart), { ...found, save: () => undefined })).toMatchObject([
            { kind: "Found" },
        ]);
    });

    it("stores nothing that holds a Secret", () => {
        const secret = `
apiVersion: v1
kind: Secret
metadata: { name: key }
stringData: { password: {{ randAlphaNum 20 }} }
`;
        const chart = writeChart(folder, "diary", "3.0.0", { "secret.yaml": secret });
        const store = new Store();
        expect(renderChart(request(chart), store)).toMatchObject([{ kind: "Secret" }]);
        expect(store.saved).toEqual([]);
    });

    it("leaves out a chart's tests", () => {
        const hook = textTemplate.replace(
            "metadata: {",
            "metadata: { annotations: { helm.sh/hook: test },",
        );
        const chart = writeChart(folder, "diary", "4.0.0", {
            "test.yaml": hook,
            "a.yaml": textTemplate,
        });
        expect(renderChart(request(chart), new Store())).toHaveLength(1);
    });

    it("passes on what a chart complains of", () => {
        const chart = writeChart(folder, "diary", "5.0.0", { "a.yaml": '{{ fail "no ink" }}' });
        expect(() => renderChart(request(chart), new Store())).toThrow(/no ink/);
    });
});

describe("reading Helm's output", () => {
    it("takes lists apart and passes over empty documents", () => {
        const yaml =
            "---\n# nothing\n---\nkind: List\nitems:\n  - kind: A\n  - kind: B\n---\nkind: C\n";
        expect(objectsIn(yaml).map(({ kind }) => kind)).toEqual(["A", "B", "C"]);
    });

    it("refuses what is no YAML", () => {
        expect(() => objectsIn("a: [1")).toThrow(/cannot be read/);
    });
});

describe("a folder of renderings", () => {
    const objects = [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } }];

    it("gives back what it was given, to this user alone", () => {
        const store = new RenderingFolder(join(folder, "rendered"));
        store.save("key", objects);
        expect(store.load("key")).toEqual(objects);
        expect(readdirSync(join(folder, "rendered"))).toEqual(["key.json"]);
        expect(statSync(join(folder, "rendered", "key.json")).mode & 0o077).toBe(0);
    });

    it("takes half a file for none", () => {
        writeFileSync(join(folder, "key.json"), '[{"kind":');
        expect(new RenderingFolder(folder).load("key")).toBeUndefined();
        expect(new RenderingFolder(folder).load("other")).toBeUndefined();
    });
});
