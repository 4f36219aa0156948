import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { coverage } from "../../catalogue/data-architecture/coverage";
import { checkCoverage } from "../../catalogue/data-architecture/coverage/check";
import { statementsOf } from "../../catalogue/data-architecture/statements";
import { coverageDocument } from "../../commands/coverage/document";
import { judgedBy, resourceName, stackIn } from "../../commands/coverage/judged-by";
import { apps } from "../../apps";
import { secretKeys } from "../../config/secrets";
import { telemetrySection } from "../../commands/coverage/telemetry";
import type { Registered } from "../../rehearsal/engine/outcome";
import { previewShipped } from "../../rehearsal/shipped-stack";
import { seedDocument } from "../support/seed-document";
import { repository } from "../support/shipped-program";
import { describeEngine } from "./support";

const statements = statementsOf(seedDocument());
const records = readdirSync(join(repository, "docs/decisions"));

describeEngine("docs/coverage.md", () => {
    let registered: readonly Registered[];

    beforeAll(async () => {
        ({ registered } = await previewShipped(repository));
    });

    const problemsOf = (stack: readonly Registered[]) =>
        checkCoverage(coverage, {
            statements,
            resources: new Set(stack.map(resourceName)),
            decisions: new Set(records.map((name) => name.slice(0, 4))),
        });

    test("names resources that the shipped stack has, each of the type it says", () => {
        expect(problemsOf(registered)).toEqual([]);
    });

    test("is what `make coverage` writes", () => {
        const text = coverageDocument({
            statements,
            answers: coverage,
            judgedBy: judgedBy(registered),
            records,
            telemetry: telemetrySection(stackIn(registered), secretKeys(apps)),
        });
        expect(readFileSync(join(repository, "docs/coverage.md"), "utf8")).toBe(text);
    });

    test("loses an answer with any one of the resources it names", () => {
        const named = new Set(coverage.flatMap(({ made = [] }) => made));
        const unnoticed = [...named].filter((name) => {
            const without = registered.filter((one) => resourceName(one) !== name);
            return !problemsOf(without).some((problem) => problem.includes(name));
        });
        expect(unnoticed).toEqual([]);
        expect(named.size).toBeGreaterThan(50);
    });
});
