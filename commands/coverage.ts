import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apps } from "../apps";
import { coverage } from "../catalogue/data-architecture/coverage";
import { checkCoverage } from "../catalogue/data-architecture/coverage/check";
import { statementsOf } from "../catalogue/data-architecture/statements";
import { secretKeys } from "../config/secrets";
import { coverageDocument } from "./coverage/document";
import { judgedBy, resourceName, stackIn } from "./coverage/judged-by";
import { telemetrySection } from "./coverage/telemetry";
import { previewShipped } from "../rehearsal/shipped-stack";

const repository = join(__dirname, "..");

/**
 * Writes docs/coverage.md anew from a preview of the shipped stack on the real engine. @returns the
 * exit code: 1 when the map from the data architecture to the stack has a hole.
 */
async function main(): Promise<number> {
    const document = readFileSync(join(repository, "docs/seed/data-architecture.md"), "utf8");
    const statements = statementsOf(document);
    const records = readdirSync(join(repository, "docs/decisions"));
    const { registered } = await previewShipped(repository);
    const problems = checkCoverage(coverage, {
        statements,
        resources: new Set(registered.map(resourceName)),
        decisions: new Set(records.map((name) => name.slice(0, 4))),
    });
    const text = coverageDocument({
        statements,
        answers: coverage,
        judgedBy: judgedBy(registered),
        records,
        telemetry: telemetrySection(stackIn(registered), secretKeys(apps)),
    });
    writeFileSync(join(repository, "docs/coverage.md"), text);
    for (const problem of problems) {
        console.error(problem);
    }
    return problems.length === 0 ? 0 : 1;
}

main().then(
    (exitCode) => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    },
);
