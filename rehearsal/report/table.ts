/** A table in plain text: the first column to the left, numbers to the right. */
export function table(
    head: readonly string[],
    rows: readonly (readonly (string | number)[])[],
): string {
    const cells = [head, ...rows].map((row) => row.map(String));
    const widths = head.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? "").length)));
    const line = (row: readonly string[]) =>
        row
            .map((cell, i) =>
                /^[\d.,×]/.test(cell) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
            )
            .join("  ")
            .trimEnd();
    const [first = [], ...rest] = cells;
    return [line(first), widths.map((width) => "─".repeat(width)).join("  "), ...rest.map(line)]
        .map((text) => `  ${text}`)
        .join("\n");
}
