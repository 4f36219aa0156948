import { readRiver } from "../../../policies/views/river";

describe("a pipeline in River", () => {
    const read = (text: string) => readRiver(text);

    test("has blocks with labels, attributes and blocks", () => {
        const [block, second] = read(`
            // A comment with a = sign and a { brace.
            discovery.relabel "pods" {
                targets = discovery.kubernetes.pods.targets
                rule {
                    source_labels = ["__meta_kubernetes_namespace", "b"]
                    regex         = "a|b"
                }
                last = \`raw\`
            }
            logging { level = "warn" }
        `);
        expect(block?.kind).toBe("discovery.relabel");
        expect(block?.label).toBe("pods");
        expect(block?.attributes.get("targets")).toEqual({
            texts: [],
            names: ["discovery.kubernetes.pods.targets"],
        });
        expect(block?.attributes.get("last")).toEqual({ texts: ["raw"], names: [] });
        expect(block?.blocks.map(({ kind }) => kind)).toEqual(["rule"]);
        expect(block?.blocks[0]?.attributes.get("source_labels")).toEqual({
            texts: ["__meta_kubernetes_namespace", "b"],
            names: [],
        });
        expect(second?.kind).toBe("logging");
        expect(second?.attributes.get("level")?.texts).toEqual(["warn"]);
    });

    test("may go on in lists, objects and calls over several lines", () => {
        const [block] = read(
            'a "b" {\n  list = [\n    "x",\n    {y = "z"},\n  ]\n  call = f(\n    "u",\n    v,\n  )\n  after = "w"\n}\n',
        );
        expect([...(block?.attributes ?? [])].map(([key, { texts }]) => [key, texts])).toEqual([
            ["list", ["x", "z"]],
            ["call", ["u"]],
            ["after", ["w"]],
        ]);
        expect(block?.attributes.get("list")?.names).toEqual(["y"]);
        expect(block?.attributes.get("call")?.names).toEqual(["f", "v"]);
    });

    test("takes signs in texts for text", () => {
        const [block, second] = read(
            'a {\n  x = "}"\n  "=" \n  y = "{" + "\\n"\n  z = "\\q"\n}\nb "{" {\n}\n',
        );
        expect([...(block?.attributes ?? [])].map(([key, { texts }]) => [key, texts])).toEqual([
            ["x", ["}"]],
            ["y", ["{", "\n"]],
            ["z", ["\\q"]],
        ]);
        expect([second?.kind, second?.label]).toEqual(["b", "{"]);
    });

    test("may say nothing that is River", () => {
        expect(read('= { ] "a" "b" 5')).toEqual([]);
        expect(read('a "{"\nb "=" 1\n')).toEqual([]);
    });
});
