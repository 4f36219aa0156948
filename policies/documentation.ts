import type { Rule } from "./engine/rule";

/** The rows of the README's table of rules. */
export function ruleRows(rules: readonly Rule[]): readonly string[] {
    return rules.map(
        ({ name, id, description, clause, severity, level }) =>
            `| \`${name}\` | ${id} | ${description} | ${clause.line} | ${severity} | ${level} |`,
    );
}
