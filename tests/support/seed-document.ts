import { readFileSync } from "node:fs";
import { join } from "node:path";

const place = join(__dirname, "..", "..", "docs", "seed", "data-architecture.md");

/** The text of data-architecture.md. */
export function seedDocument(): string {
    return readFileSync(place, "utf8");
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
