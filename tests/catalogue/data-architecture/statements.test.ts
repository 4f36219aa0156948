import { statementsOf } from "../../../catalogue/data-architecture/statements";
import { seedDocument } from "../../support/seed-document";

const statements = statementsOf(seedDocument());

test("finds every table row, drawn system and edge, list item and code block of the document", () => {
    const counts = { system: 0, edge: 0, row: 0, item: 0, code: 0 };
    for (const { kind } of statements) {
        counts[kind] += 1;
    }
    expect(counts).toEqual({ system: 23, edge: 71, row: 28, item: 108, code: 4 });
});

test("names the line, the section and the document's own words", () => {
    const lines = seedDocument().split("\n");
    for (const { line, text } of statements) {
        expect(lines[line - 1]).toContain(text);
    }
    expect(statements.find(({ line }) => line === 88)).toEqual({
        line: 88,
        kind: "row",
        section: ["Data Types and Classification", "User Data"],
        text: "| Photos/Videos | Immich | PVC (object storage) | Critical | Indefinite |",
    });
});

test.each([
    ["a table's head and rule", "| A | B |\n|---|---|\n", []],
    ["a table's row", "| A |\n|---|\n| x |", ["row | x |"]],
    ["prose", "Some words.", []],
    [
        "a flow chart's arrow",
        "```mermaid\ngraph LR\n  A[One] -->|to| B[(Two)]\n```",
        ["edge A[One] -->|to| B[(Two)]"],
    ],
    ["a system by itself", "```mermaid\n  A[One<br/>two]\n```", ["system A[One<br/>two]"]],
    ["a sequence's participant", "```mermaid\nparticipant A as B\n```", []],
    ["a sequence's message", "```mermaid\nA-->>B: back\n```", ["edge A-->>B: back"]],
    ["a block of code once", "```yaml\na: 1\nb: 2\n```", ["code a: 1"]],
    [
        "a tree's entries",
        "```\nPools:\n├── one\n│   └── two\n```",
        ["code Pools:", "item one", "item two"],
    ],
    ["items of both kinds of lists", "- a\n1. b", ["item a", "item b"]],
])("of Markdown takes %s", (_, markdown, expected) => {
    expect(statementsOf(markdown).map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected);
});
