import { table } from "../../rehearsal/report/table";
import { reachSentence, unseenLine } from "../../policies/rendered/reach";
import type { Exempt, Found, Judgement } from "./judgement";

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
        ...section("Violations", violations.map(sentence)),
        ...section("Could not be judged", problems),
        ...section("Approved losses", approvals(judgement)),
        ...section("Exempt", exempt.map(exemptSentence)),
        ...section("Notes", notes),
        ...section("Helm releases", releaseLines(judgement)),
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

/** What a rule says of a resource, or of the stack as a whole. */
export function sentence({ rule, resource, message }: Found): string {
    return `${rule}: ${resource === "" ? "" : `${resource}: `}${message}`;
}

/** What the owner lives with, how long and why. */
export function exemptSentence({ rule, resource, until, reason }: Exempt): string {
    return `${rule} on ${resource} until ${until}: ${reason}`;
}

/** Sentences on losses that nobody approved. */
export function refusals({ losses }: Judgement): readonly string[] {
    return losses.flatMap(({ operation, resource, title, refusal }) =>
        refusal === undefined ? [] : [`${operation} ${resource} (${title}): ${refusal}.`],
    );
}

/** How many releases the rules looked into, then each that they did not, and why. */
export function releaseLines({ reach }: Judgement): readonly string[] {
    return reach === undefined
        ? []
        : [reachSentence(reach), ...reach.unseen.map((one) => `Not into ${unseenLine(one)}.`)];
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
