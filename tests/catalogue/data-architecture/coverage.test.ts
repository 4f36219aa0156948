import { readdirSync } from "node:fs";
import { join } from "node:path";
import { coverage } from "../../../catalogue/data-architecture/coverage";
import type { Answer } from "../../../catalogue/data-architecture/coverage/answer";
import { checkCoverage } from "../../../catalogue/data-architecture/coverage/check";
import { statementsOf } from "../../../catalogue/data-architecture/statements";
import { repository } from "../../support/shipped-program";
import { seedDocument } from "../../support/seed-document";

const records = readdirSync(join(repository, "docs/decisions"));

test("every statement of the data architecture has one answer, with records that are there", () => {
    const problems = checkCoverage(coverage, {
        statements: statementsOf(seedDocument()),
        // Whether the resources are there is for the engine to say.
        resources: new Set(coverage.flatMap(({ made }) => made ?? [])),
        decisions: new Set(records.map((name) => name.slice(0, 4))),
    });
    expect(problems).toEqual([]);
});

test("every answer is a sentence", () => {
    // One of the apps is written small.
    const sentence = /^([A-Z`]|n8n\b).*\.$/;
    expect(coverage.filter(({ how }) => !sentence.test(how))).toEqual([]);
});

describe("the check", () => {
    const facts = {
        statements: [1, 2].map(
            (line) => ({ line, kind: "item", section: [], text: "Said." }) as const,
        ),
        resources: new Set(["a:b:C::one"] as const),
        decisions: new Set(["0001"]),
    };
    const good: Answer[] = [
        { lines: [1], how: "So.", made: ["a:b:C::one"] },
        { lines: [2], how: "So.", decisions: ["0001"] },
    ];

    test.each<[string, Answer[], string]>([
        ["a line without an answer", good.slice(1), "Line 1 has no answer: Said."],
        ["a line with two", [...good, ...good.slice(1)], "Line 2 has two answers."],
        [
            "a line that says nothing",
            [...good, { lines: [9], how: "So.", decisions: ["0001"] }],
            "Line 9 says nothing.",
        ],
        [
            "an answer without a name",
            [{ lines: [1, 2], how: "So." }],
            "Line 1, 2 names neither a resource nor a record.",
        ],
        [
            "a resource of another type",
            [{ lines: [1, 2], how: "So.", made: ["a:b:D::one"] }],
            "Line 1, 2 names a:b:D::one, which the stack does not have.",
        ],
        [
            "a record that is not there",
            [{ lines: [1, 2], how: "So.", decisions: ["0002"] }],
            "Line 1, 2 names the record 0002, which is not there.",
        ],
    ])("finds %s", (_, answers, problem) => {
        expect(checkCoverage(good, facts)).toEqual([]);
        expect(checkCoverage(answers, facts)).toEqual([problem]);
    });
});
