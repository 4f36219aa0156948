import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { parsePipeline, pipelineProblems } from "../../../rehearsal/real/pipelines";
import { describeReal } from "./real-cluster";

const script = join(__dirname, "..", "..", "..", "tools", "build.sh");
const folder = spawnSync("bash", [script, "--print", "river"], { encoding: "utf8" }).stdout.trim();
const parse = (text: string) => parsePipeline(join(folder, "river"), text);
const problems = (text: string) => pipelineProblems(parse(text));

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
});
