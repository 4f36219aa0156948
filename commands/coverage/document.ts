import type { Answer, ResourceName } from "../../catalogue/data-architecture/coverage/answer";
import type { Statement } from "../../catalogue/data-architecture/statements";

export interface CoverageArgs {
    readonly statements: readonly Statement[];
    readonly answers: readonly Answer[];
    /** Rules that judged a resource, by the end of its URN. */
    readonly judgedBy: ReadonlyMap<ResourceName, readonly string[]>;
    /** File names of the records in docs/decisions. */
    readonly records: readonly string[];
    /** The part on what keeps apps and charts silent. */
    readonly telemetry: string;
}

const head = `# Coverage

What [the data architecture](seed/data-architecture.md) says, line by line, and what makes it true. A resource stands here by the end of its URN, \`type::name\`, as \`pulumi preview\` shows it; after it, the policies that judge it there. Where the program leaves the letter of a line, a record says why.

Written by \`make coverage\` from a preview of the shipped stack; a test fails when a line has no answer, or when a resource or record named here is missing.
`;

/** docs/coverage.md: one table for each section, and what line 508 means for each release. */
export function coverageDocument(args: CoverageArgs): string {
    const bySection = new Map<string, Statement[]>();
    for (const statement of args.statements) {
        const title = statement.section.join(" › ");
        bySection.set(title, [...(bySection.get(title) ?? []), statement]);
    }
    const sections = [...bySection].map(([title, statements]) =>
        [
            `\n## ${title}\n`,
            "| line | it says | how it comes true | resources | judged by |",
            "| --- | --- | --- | --- | --- |",
            ...statements.map((statement) => row(statement, args)),
            "",
        ].join("\n"),
    );
    return [head, ...sections, args.telemetry].join("");
}

function row(statement: Statement, { answers, judgedBy, records }: CoverageArgs): string {
    const answer = answers.find(({ lines }) => lines.includes(statement.line));
    const made = answer?.made ?? [];
    const rules = [...new Set(made.flatMap((name) => judgedBy.get(name) ?? []))].sort();
    const links = (answer?.decisions ?? []).map((number) => {
        const file = records.find((name) => name.startsWith(`${number}-`)) ?? "";
        return `[${number}](decisions/${file})`;
    });
    const cells = [
        String(statement.line),
        escaped(statement.text),
        [answer?.how ?? "", ...links].join(" ").trim(),
        made.map((name) => `\`${name}\``).join("<br>"),
        rules.map((rule) => `\`${rule}\``).join("<br>"),
    ];
    return `| ${cells.join(" | ")} |`;
}

/** The document's words inside a table cell: a row's columns stand apart, and arrows stay arrows. */
function escaped(text: string): string {
    return text
        .replace(/^\|\s*|\s*\|$/g, "")
        .replace(/\s*\|\s*/g, " · ")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;");
}
