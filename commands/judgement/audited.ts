import type { DataAsset } from "../../catalogue/data-asset";
import type { Audit } from "../../policies/audit/audit";
import { exemptText } from "../../policies/exemptions/exemptions";
import { isFields } from "../../policies/engine/read";
import type { ExportedState } from "../../policies/state/exported-state";
import type { Outcome } from "../../rehearsal/engine/outcome";
import { exitCodes, type Judgement, judgementOf } from "./judgement";

/** An audit as a judgement, so that it is told like that of a preview. */
export function judgementOfAudit(
    state: ExportedState,
    audit: Audit,
    assets: readonly DataAsset[],
): Judgement {
    const judgement = judgementOf(
        asOutcome(state, audit),
        { losses: [], notes: [...audit.missing, ...audit.beyond] },
        assets,
    );
    const problems = [...judgement.problems, ...audit.unseen];
    const isClean = judgement.exitCode === exitCodes.passed;
    return {
        ...judgement,
        ...(audit.reach.all > 0 && { reach: audit.reach }),
        problems,
        exitCode: isClean && problems.length > 0 ? exitCodes.unjudged : judgement.exitCode,
    };
}

function asOutcome(
    { stack, parents }: ExportedState,
    { verdicts, findings, exempt }: Audit,
): Outcome {
    return {
        ...{ succeeded: true, error: "", seconds: 0, output: "" },
        ...{ changes: {}, steps: [], diagnostics: [] },
        registered: stack.resources.map(({ urn, type, props, protect }) => ({
            ...{ urn, type, protect, parent: parents.get(urn) ?? "" },
            inputs: isFields(props) ? props : {},
        })),
        violations: [
            ...findings.map(({ rule, urn, level, message }) => ({ rule, urn, level, message })),
            ...exempt.map((finding) => ({
                ...{ rule: "finding-exempted", level: "advisory", urn: finding.urn },
                message: exemptText(finding),
            })),
        ],
        verdicts: verdicts.filter(({ passed, failed }) => passed + failed > 0),
    };
}
