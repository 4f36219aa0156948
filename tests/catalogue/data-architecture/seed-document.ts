import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the document itself may lie: in this repository, or beside it. */
const places = ["docs/seed", "../shared/seed"].map((folder) =>
    join(__dirname, "../../..", folder, "data-architecture.md"),
);

/** The text of data-architecture.md, or `undefined` where it is not at hand. */
export function seedDocument(): string | undefined {
    const path = places.find((candidate) => existsSync(candidate));
    return path === undefined ? undefined : readFileSync(path, "utf8");
}

/** The rows of the Markdown table below a heading, by column. */
export function tableBelow(document: string, heading: string): Record<string, string>[] {
    const lines = document.split("\n");
    const at = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading);
    if (at < 0) {
        throw new Error(`data-architecture.md has no heading "${heading}"`);
    }
    const first = lines.findIndex((line, index) => index > at && line.startsWith("|"));
    const rest = lines.slice(first);
    const table = rest.slice(
        0,
        rest.findIndex((line) => !line.startsWith("|")),
    );
    const cellsOf = (line: string) =>
        line
            .split("|")
            .slice(1, -1)
            .map((cell) => cell.trim());
    const columns = cellsOf(table[0] ?? "");
    return table
        .slice(2)
        .map((line) =>
            Object.fromEntries(cellsOf(line).map((cell, i) => [columns[i] ?? "", cell])),
        );
}
