import { table } from "../../rehearsal/report/table";
import type { Judgement } from "./judgement";

/** The table of assets, and below it all that stops the change. */
export function judgementText(judgement: Judgement): string {
    return [assetTable(judgement), findingsText(judgement)]
        .filter((text) => text !== "")
        .join("\n\n");
}

/** What stops the change, what the owner lives with, and one line of summary. */
export function findingsText(judgement: Judgement): string {
    const { violations, exempt, notes, problems } = judgement;
    return [
        ...section("Refused: this would destroy what cannot be made again", refusals(judgement)),
        ...section(
            "Violations",
            violations.map(({ rule, resource, message }) => `${rule}: ${of(resource)}${message}`),
        ),
        ...section("Could not be judged", problems),
        ...section("Approved losses", approvals(judgement)),
        ...section(
            "Exempt",
            exempt.map(
                ({ rule, resource, until, reason }) =>
                    `${rule} on ${resource} until ${until}: ${reason}`,
            ),
        ),
        ...section("Notes", notes),
        summary(judgement),
    ].join("\n");
}

/** One line: how it ended. */
export function summary(judgement: Judgement): string {
    const { violations, advice, exempt, losses, exitCode } = judgement;
    const verdict = ["Passed", "Violations", "Refused", "Could not be judged"][exitCode] ?? "";
    const refused = losses.filter(({ refusal }) => refusal !== undefined).length;
    const lost = losses.length === 0 ? "" : `${refused} losses refused, `;
    return `${verdict}: ${lost}${violations.length} violations, ${advice.length} pieces of advice, ${exempt.length} exempt.`;
}

/** Sentences on losses that nobody approved. */
export function refusals({ losses }: Judgement): readonly string[] {
    return losses.flatMap(({ operation, resource, title, refusal }) =>
        refusal === undefined ? [] : [`${operation} ${resource} (${title}): ${refusal}.`],
    );
}

function approvals({ losses }: Judgement): readonly string[] {
    return losses.flatMap(({ operation, resource, approval }) =>
        approval === undefined
            ? []
            : [`${operation} ${resource} until ${approval.until}: ${approval.reason}`],
    );
}

/** Nothing where nothing was registered. */
function assetTable({ rows }: Judgement): string {
    if (rows.length === 0) {
        return "";
    }
    return table(
        ["asset", "class", "resources", "rules", "violations", "advice", "exempt"],
        rows.map(({ group, resources, rules, violations, advice, exempt }) => [
            group.name,
            group.asset?.classification ?? "",
            ...[resources, rules.length, violations, advice, exempt],
        ]),
    );
}

function section(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [`${title}\n`, ...lines.map((line) => `  ${line}`), ""];
}

function of(resource: string): string {
    return resource === "" ? "" : `${resource}: `;
}
