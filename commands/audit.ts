import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { apps } from "../apps";
import { collect } from "../catalogue/catalogue";
import { audit } from "../policies/audit/audit";
import { stateChecks } from "../policies/audit/checks";
import { ruleContext } from "../policies/engine/context";
import { rules } from "../policies/rules";
import { type ExportedState, readState } from "../policies/state/exported-state";
import { judgementOfAudit } from "./judgement/audited";
import { exitCodes } from "./judgement/judgement";
import { judgementText } from "./judgement/print";
import { writeReports } from "./judgement/write-reports";

const repository = join(__dirname, "..");

/**
 * Judges a stack's state by the rules of the policy pack and by what only a state can be asked. Reads
 * `pulumi stack export --show-secrets` from standard input; no secret is printed.
 *
 *     pulumi stack export --show-secrets |
 *         node -r ts-node/register/transpile-only commands/audit.ts [--sarif FILE] [--markdown FILE]
 *
 * @returns 0 when all is well, 1 for violations, 3 when something could not be looked into.
 */
function main(args: readonly string[]): number {
    const { values } = parseArgs({
        args: [...args],
        options: { sarif: { type: "string" }, markdown: { type: "string" } },
    });
    const state = stateFrom(readFileSync(0, "utf8"));
    const catalogue = collect(apps);
    const found = audit(state, rules, ruleContext(catalogue, apps), new Date());
    const judgement = judgementOfAudit(state, found, catalogue.assets);
    writeReports(judgement, values, { rules: [...rules, ...stateChecks], repository });
    console.log(judgementText(judgement));
    return judgement.exitCode;
}

/** The parser's own complaint would quote the text, and with it a secret. */
function stateFrom(text: string): ExportedState {
    let content: unknown;
    try {
        content = JSON.parse(text);
    } catch {
        content = undefined;
    }
    return readState(content);
}

try {
    process.exitCode = main(process.argv.slice(2));
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = exitCodes.unjudged;
}
