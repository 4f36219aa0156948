import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { markdownOf } from "../../../commands/judgement/markdown";
import { sarifOf } from "../../../commands/judgement/sarif";
import { rules } from "../../../policies/rules";
import { repository } from "../../support/shipped-program";
import { advice, exempted, halfSeen, judged, refused, urns, violation } from "./made-up";

const everything = judged({ violations: [violation, advice, exempted] }, refused);
const sarif = (judgement = everything) =>
    sarifOf(judgement, rules, { repository, version: "0.1.0" });

describe("SARIF", () => {
    const file = join(__dirname, "../../support/sarif-2.1.0-schema.json");
    const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);

    test.each([
        ["everything at once", everything],
        ["nothing", judged()],
        ["a preview that failed", judged({ succeeded: false, diagnostics: ["error: x"] })],
        ["releases not looked into", judged({ violations: [halfSeen] })],
        ["a finding on the whole stack", judged({ violations: [{ ...violation, urn: "" }] })],
    ])("holds to its schema for %s", (_title, judgement) => {
        validate(JSON.parse(JSON.stringify(sarif(judgement))));
        expect(validate.errors ?? []).toEqual([]);
    });

    test("would not pass without what the schema asks for", () => {
        const { runs, version } = sarif();
        expect(validate({ version, runs: runs.map(({ tool: _tool, ...rest }) => rest) })).toBe(
            false,
        );
    });

    test("tells violations, advice and what is accepted apart", () => {
        const [{ results, invocations }] = sarif().runs;
        expect(
            results.map(({ ruleId, level, suppressions }) => [
                ...[ruleId, level],
                suppressions?.[0].justification,
            ]),
        ).toEqual([
            ["irreplaceable-kept", "error", undefined],
            ["image-pinned", "error", undefined],
            ["pod-probed", "warning", undefined],
            ["volume-names-class", "warning", "It is old. Until 2027-01-31."],
        ]);
        expect(invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 2 });
    });

    test("notes how many releases were looked into, and why not into others", () => {
        const [{ results, invocations }] = sarif(judged({ violations: [halfSeen] })).runs;
        expect(results).toEqual([]);
        expect(invocations[0].toolExecutionNotifications).toEqual(
            [
                "The rules looked into 1 of 3 Helm releases.",
                "Not into Release::cilium: there is no folder of charts.",
                "Not into Application::immich: some of its values are not known yet.",
            ].map((text) => ({ level: "note", message: { text } })),
        );
    });

    test("describes every rule that it names", () => {
        const [{ tool, results }] = sarif().runs;
        const known = tool.driver.rules.map(({ id }) => id);
        expect(known).toEqual(expect.arrayContaining(results.map(({ ruleId }) => ruleId)));
        expect(new Set(known).size).toBe(known.length);
    });

    test("points at the file that one would change", () => {
        const at = (urn: string) =>
            sarif(judged({ violations: [{ ...violation, urn }] })).runs[0].results[0]?.locations[0]
                .physicalLocation.artifactLocation.uri;
        expect([urns.server, urns.gateway, urns.root, ""].map(at)).toEqual([
            "apps/immich.ts",
            "components/platform/index.ts",
            "Pulumi.homelab.yaml",
            "Pulumi.homelab.yaml",
        ]);
    });
});

describe("Markdown", () => {
    test("says first what stops the change, and folds the rest away", () => {
        const text = markdownOf(everything);
        const places = [
            "homelab-policy",
            "### Policies: Refused: 1 losses refused",
            "**Refused: this would destroy",
            "**Violations**",
            "**Exempt**",
            "<details><summary>Advice",
            "<details><summary>By asset",
            "| immich.photos | sensitive | 1 |",
        ].map((part) => text.indexOf(part));
        expect(places.every((place) => place >= 0)).toBe(true);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
    });

    test("says how many releases were looked into, and why not into others", () => {
        expect(markdownOf(judged({ violations: [halfSeen] }))).toContain(
            [
                "**Helm releases**\n",
                "- The rules looked into 1 of 3 Helm releases.",
                "- Not into Release::cilium: there is no folder of charts.",
                "- Not into Application::immich: some of its values are not known yet.",
            ].join("\n"),
        );
    });

    test("has no section for what there is not", () => {
        expect(markdownOf(judged())).not.toMatch(/Helm|Violations\*\*|Refused|Advice<|Exempt\*\*/);
    });

    test("takes nothing in a message for markup, a mention or a link", () => {
        const message =
            "The x must <img src=x> @owner [a](b) `c` | d https://e.example Www.e.example\n# e.";
        const text = markdownOf(judged({ violations: [{ ...violation, message }] }));
        expect(text).not.toMatch(/<img|@owner|\[a\]\(|\n# e|:\/\/|www\.e/i);
    });

    test("is short enough for a comment", () => {
        const many = Array.from({ length: 2000 }, () => violation);
        const text = markdownOf(judged({ violations: many }));
        expect(text.length).toBeLessThan(65_000);
        expect(text).toContain("cut off here");
    });
});
