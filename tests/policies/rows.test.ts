import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { foldedTable, narrowedTable, rowCount } from "../../policies/documentation";
import { foldedRows, narrowedRows, rows } from "../../policies/rows";
import { rules } from "../../policies/rules";
import { repository } from "../support/shipped-program";

const readme = readFileSync(join(repository, "policies/README.md"), "utf8").replace(/ +/g, " ");
const own = new Set(rules.map(({ id }) => id));
const folded = foldedRows.map(({ id }) => id);

test(`no row is forgotten: ${rowCount(rows, foldedRows)}`, () => {
    expect(new Set(rows).size).toBe(82);
    expect(rows.filter((id) => !own.has(id)).sort()).toEqual([...folded].sort());
    expect(rows.filter((id) => own.has(id))).toHaveLength(rows.length - folded.length);
});

test("each row that is no rule leads to a rule or a file that is there", () => {
    const names = rules.map(({ name }) => name);
    expect(
        foldedRows.filter(({ fate, where }) =>
            fate === "rule" ? !names.includes(where) : !existsSync(join(repository, where)),
        ),
    ).toEqual([]);
});

test("what a rule leaves out of its row is seen to by a file that is there", () => {
    expect(narrowedRows.filter(({ id }) => !own.has(id) || folded.includes(id))).toEqual([]);
    expect(narrowedRows.filter(({ where }) => !existsSync(join(repository, where)))).toEqual([]);
    expect(narrowedTable(narrowedRows).filter((row) => !readme.includes(row))).toEqual([]);
});

test("the README says so", () => {
    expect(readme).toContain(rowCount(rows, foldedRows));
    expect(foldedTable(foldedRows).filter((row) => !readme.includes(row))).toEqual([]);
});
