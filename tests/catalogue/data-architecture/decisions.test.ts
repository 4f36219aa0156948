import { readdirSync } from "node:fs";
import { join } from "node:path";
import { decisions } from "../../../catalogue/data-architecture/decisions";
import { dataArchitectureTables } from "../../../catalogue/data-architecture/tables";

const folder = join(__dirname, "../../../docs/decisions");
const records = readdirSync(folder);

test("every decision has a number of its own", () => {
    const numbers = Object.values(decisions);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => !/^\d{4}$/.test(number))).toEqual([]);
});

test("every decision is what some row differs by, and every difference gives a reason", () => {
    const differences = Object.values(dataArchitectureTables).flatMap((rows) =>
        rows.flatMap((row) => row.differs ?? []),
    );
    expect(new Set(differences.map(({ decision }) => decision))).toEqual(
        new Set(Object.keys(decisions)),
    );
    expect(differences.filter(({ reason }) => !/^[A-Z].{20,}\.$/.test(reason))).toEqual([]);
});

test.each(Object.entries(decisions))("decision %s is recorded as number %s", (slug, number) => {
    expect(records).toContain(`${number}-${slug}.md`);
});
