import { join } from "node:path";
import { apps } from "../apps";
import { collect } from "../catalogue/catalogue";
import { readApprovedChanges } from "../policies/changes/approved-change";
import { gate } from "../policies/changes/gate";
import { ruleContext } from "../policies/engine/context";
import { today } from "../shared/day";
import { rules } from "../policies/rules";
import { readState } from "../policies/state/exported-state";
import { missingCopies } from "../policies/views/missing-copies";
import { stackIn } from "./coverage/judged-by";
import { exitCodes, judgementOf } from "./judgement/judgement";
import { previewOptions } from "./judgement/options";
import { previewOffline } from "./judgement/preview-offline";
import { previewStack } from "./judgement/preview-stack";
import { findingsText, judgementText } from "./judgement/print";
import { writeReports } from "./judgement/write-reports";

const repository = join(__dirname, "..");

/**
 * Previews a stack, judged by the policies and by the gate that guards what cannot be made again.
 *
 *     node -r ts-node/register/transpile-only commands/preview.ts [STACK] [--table]
 *         [--offline [--base COMMIT]] [--sarif FILE] [--markdown FILE]
 *
 * @returns 0 when it may be brought up, 1 for violations, 2 for a loss that nobody approved, 3 when
 * it could not be judged.
 */
async function main(args: readonly string[]): Promise<number> {
    const options = previewOptions(args);
    const preview = options.offline
        ? await previewOffline(repository, options.base)
        : previewStack(options.stack, { quiet: options.table });
    const catalogue = collect(apps);
    const context = ruleContext(catalogue, apps);
    const verdict = gate({
        steps: preview.outcome.steps,
        before: readState(preview.state).stack,
        approvals: readApprovedChanges(preview.config["homelab:approvedChanges"]),
        context,
        today: today(),
    });
    const missing = missingCopies(stackIn(preview.outcome.registered), context);
    const notes = [...preview.notes, ...verdict.notes, ...missing];
    const judgement = judgementOf(preview.outcome, { ...verdict, notes }, catalogue.assets);
    writeReports(judgement, options, { rules, repository });
    console.log(options.table ? judgementText(judgement) : findingsText(judgement));
    return judgement.exitCode;
}

main(process.argv.slice(2)).then(
    (exitCode) => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = exitCodes.unjudged;
    },
);
