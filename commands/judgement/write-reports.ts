import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judgement } from "./judgement";
import { markdownOf } from "./markdown";
import { sarifOf } from "./sarif";

/** Files that a judgement is written to, for programs; none where absent. */
export interface ReportFiles {
    readonly sarif?: string | undefined;
    readonly markdown?: string | undefined;
}

/** Writes a judgement for programs. @param rules all that may have judged. */
export function writeReports(
    judgement: Judgement,
    { sarif, markdown }: ReportFiles,
    {
        rules,
        repository,
    }: { readonly rules: Parameters<typeof sarifOf>[1]; readonly repository: string },
): void {
    if (sarif !== undefined) {
        const facts = { repository, version: packVersion(repository) };
        const log = sarifOf(judgement, rules, facts);
        writeFileSync(sarif, `${JSON.stringify(log, undefined, 2)}\n`);
    }
    if (markdown !== undefined) {
        writeFileSync(markdown, markdownOf(judgement));
    }
}

function packVersion(repository: string): string {
    const text = readFileSync(join(repository, "policies/package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
}
