import type { Judgement } from "./judgement";
import { exemptSentence, refusals, releaseLines, sentence, summary } from "./print";

/** By which the workflow finds its comment of before. */
export const commentMark = "<!-- homelab-policy -->";

/** The longest comment that GitHub takes, with room to spare; letters. */
const longest = 60_000;

/** A judgement as a comment for a pull request: what stops it first, the table folded away. */
export function markdownOf(judgement: Judgement): string {
    const { rows, violations, advice, exempt, notes, problems } = judgement;
    const text = [
        commentMark,
        `### Policies: ${escaped(summary(judgement))}`,
        ...list("Refused: this would destroy what cannot be made again", refusals(judgement)),
        ...list("Violations", violations.map(sentence)),
        ...list("Could not be judged", problems),
        ...list("Exempt", exempt.map(exemptSentence)),
        ...list("Notes", notes),
        ...list("Helm releases", releaseLines(judgement)),
        ...folded("Advice", list("", advice.map(sentence))),
        ...folded("By asset", [
            [
                "| asset | class | resources | rules | violations | advice | exempt |",
                "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
                ...rows.map(
                    ({ group, resources, rules, ...row }) =>
                        `| ${escaped(group.name)} | ${group.asset?.classification ?? ""} | ${resources} | ${rules.length} | ${row.violations} | ${row.advice} | ${row.exempt} |`,
                ),
            ].join("\n"),
        ]),
    ].join("\n\n");
    return `${text.length <= longest ? text : cutOff(text.slice(0, longest))}\n`;
}

/** What is folded stays open to its end, and would hide the last sentence. */
function cutOff(text: string): string {
    const isFolded = text.lastIndexOf("<details>") > text.lastIndexOf("</details>");
    return `${text}${isFolded ? "\n\n</details>" : ""}\n\n… cut off here; the log has all of it.`;
}

function list(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0
        ? []
        : [
              ...(title === "" ? [] : [`**${title}**`]),
              lines.map((line) => `- ${escaped(line)}`).join("\n"),
          ];
}

function folded(title: string, content: readonly string[]): readonly string[] {
    return content.length === 0
        ? []
        : [`<details><summary>${title}</summary>`, ...content, "</details>"];
}

/** Names may hold anything; nothing of them is markup, a mention or a link. */
function escaped(text: string): string {
    return text
        .replace(/\s+/g, " ")
        .replace(/[&<>]/g, (letter) => `&#${String(letter.charCodeAt(0))};`)
        .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
        .replace(/@/g, "@\u200b")
        .replace(/:\/\//g, ":\u200b//")
        .replace(/\bwww\./gi, (word) => `${word}\u200b`);
}
