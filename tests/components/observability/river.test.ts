import { block, component, ref, river } from "../../../components/platform/observability/river";

describe("river", () => {
    it("writes components, references, lists, objects and blocks inside blocks", () => {
        expect(
            river([
                component("discovery.kubernetes", "pods", { role: "pod" }),
                component(
                    "prometheus.scrape",
                    "all",
                    {
                        targets: [{ object: { __address__: "a:1", "odd-key": "x" } }],
                        forward_to: [ref("prometheus.relabel.all.receiver")],
                        honor_labels: true,
                        limit: 1.5,
                    },
                    [block("tls_config", {}, [block("inner", { on: false })])],
                ),
            ]),
        ).toBe(
            [
                'discovery.kubernetes "pods" {',
                '    role = "pod"',
                "}",
                "",
                'prometheus.scrape "all" {',
                "    targets = [{",
                '        "__address__" = "a:1",',
                '        "odd-key" = "x",',
                "    }]",
                "    forward_to = [prometheus.relabel.all.receiver]",
                "    honor_labels = true",
                "    limit = 1.5",
                "    tls_config {",
                "        inner {",
                "            on = false",
                "        }",
                "    }",
                "}",
                "",
            ].join("\n"),
        );
    });

    it("escapes what would end a text, and lets an expression's backslashes through", () => {
        const text = river([component("a", "b", { value: '"\\d+"\n\t{{ $1 }}' })]);
        expect(text).toContain('value = "\\"\\\\d+\\"\\n\\t{{ $1 }}"');
    });

    it("refuses names that River cannot spell", () => {
        expect(() => river([component("a", "b-c", {})])).toThrow('"b-c" is no name in River');
        expect(() => river([block("a", { "x y": 1 })])).toThrow('"x y" is no name in River');
        expect(() => river([block("a", { x: ref("b.c-d") })])).toThrow('"c-d"');
    });
});
