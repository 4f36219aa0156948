import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { type Collector, parsePipeline, pipelineProblems } from "../../../rehearsal/real/pipelines";
import { recordShipped } from "../../support/shipped-program";
import { describeReal } from "./real-cluster";

const script = join(__dirname, "..", "..", "..", "tools", "build.sh");
const folder = spawnSync("bash", [script, "--print", "river"], { encoding: "utf8" }).stdout.trim();
const parse = (text: string) => parsePipeline(join(folder, "river"), text);
const problems = (text: string, collector: Collector = "alloy") =>
    pipelineProblems(parse(text), collector);

describeReal("a pipeline", () => {
    it("is read by Alloy's own parser", () => {
        const [scrape] = parse('prometheus.scrape "pods" {\n  targets = []\n  tls_config { }\n}\n');
        expect(scrape).toMatchObject({
            ...{ name: "prometheus.scrape", label: "pods", line: 1, attributes: ["targets"] },
            blocks: [{ name: "tls_config", line: 3 }],
        });
    });

    it("is refused with the parser's words and the place", () => {
        expect(() => parse('loki.write "x" {')).toThrow(/^pipeline:1:17: expected }, got EOF/);
    });

    it("names only components that exist", () => {
        expect(problems('prometheus.scrap "x" { }')).toEqual([
            "line 1: prometheus.scrap: there is no such component",
        ]);
    });

    it("names only arguments and blocks that exist", () => {
        const text = `
discovery.relabel "pods" {
    targetz = []
    rule { target = "a" }
    rules { }
}`;
        expect(problems(text)).toEqual([
            "line 2: discovery.relabel: there is no argument targetz",
            "line 2: discovery.relabel > rule: there is no argument target",
            "line 2: discovery.relabel > rules: there is no such block",
        ]);
    });

    it("is looked at in nested blocks too", () => {
        const text = 'loki.write "x" {\n endpoint {\n url = "a"\n basic_auth { user = "b" }\n }\n}';
        expect(problems(text)).toEqual([
            "line 1: loki.write > endpoint > basic_auth: there is no argument user",
        ]);
    });

    it("may say how the collector itself logs", () => {
        expect(problems('logging {\n level = "info"\n}')).toEqual([]);
    });

    it("names in each collector only what that one has", () => {
        const text = 'loki.source.api "x" {\n graceful_shutdown_timeout = "1s"\n}';
        expect(problems(text)).toEqual([]);
        expect(problems(text, "grafana-agent")).toEqual([
            "line 1: loki.source.api: there is no argument graceful_shutdown_timeout",
        ]);
    });

    it("of the shipped program is one that both collectors can run", async () => {
        const recorded = await recordShipped({
            config: { "homelab:grafanaCloudToken": "glc_sample" },
            secretKeys: ["homelab:proxmoxApiToken", "homelab:grafanaCloudToken"],
        });
        const texts = recorded.flatMap(({ type, inputs }) =>
            type === "kubernetes:core/v1:ConfigMap"
                ? Object.entries((inputs["data"] ?? {}) as Record<string, unknown>).flatMap(
                      ([key, text]) =>
                          key.endsWith(".river") && typeof text === "string" ? [text] : [],
                  )
                : [],
        );
        expect(texts).toHaveLength(2);
        for (const text of texts) {
            expect(parse(text).length).toBeGreaterThan(3);
            expect(problems(text, "alloy")).toEqual([]);
            expect(problems(text, "grafana-agent")).toEqual([]);
        }
    });
});
