import type { Rule } from "./engine/rule";
import type { FoldedRow, NarrowedRow } from "./rows";

/** The rows of the README's table of rules. */
export function ruleRows(rules: readonly Rule[]): readonly string[] {
    return rules.map(
        ({ name, id, description, clause, severity, level }) =>
            `| \`${name}\` | ${id} | ${description} | ${clause.line} | ${severity} | ${level} |`,
    );
}

const fates: Readonly<Record<FoldedRow["fate"], string>> = {
    rule: "in another rule",
    elsewhere: "elsewhere",
    open: "open",
};

/** The rows of the README's table of what is no rule of its own. */
export function foldedTable(folded: readonly FoldedRow[]): readonly string[] {
    return folded.map(
        ({ id, fate, where, reason }) => `| ${id} | ${fates[fate]} | \`${where}\` | ${reason} |`,
    );
}

/** The sentence above it: how many rows there are, and how many of them went where. */
export function rowCount(rows: readonly string[], folded: readonly FoldedRow[]): string {
    const count = (fate: FoldedRow["fate"]) =>
        String(folded.filter((row) => row.fate === fate).length);
    return (
        `Of ${String(rows.length)} rows that were wanted, ${String(rows.length - folded.length)} are rules under their own number, ` +
        `${count("rule")} are judged by another rule, ${count("elsewhere")} are seen to elsewhere, and ${count("open")} are open.`
    );
}

/** The rows of the README's table of what rules leave out. */
export function narrowedTable(narrowed: readonly NarrowedRow[]): readonly string[] {
    return narrowed.map(
        ({ id, part, where, reason }) => `| ${id} | ${part} | \`${where}\` | ${reason} |`,
    );
}
