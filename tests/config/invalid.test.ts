import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkStackFile } from "../../config/check-stack-file";
import { ConfigError } from "../../config/errors";
import { type Edit, editedBase, readCases } from "./edit-base";
import { knownKeys, sampleApps } from "./sample-apps";

interface InvalidCase extends Edit {
    /** Every problem line of the message, in order. */
    readonly problems: readonly string[];
}

const files = readdirSync(join(__dirname, "invalid")).sort();

function errorOf(edit: Edit): unknown {
    try {
        return checkStackFile(editedBase(edit), sampleApps);
    } catch (error) {
        return error;
    }
}

function expectedMessage(problems: readonly string[]): string {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const lines = problems.map((problem) => `  - ${problem.replace("{known keys}", knownKeys)}`);
    return [`The homelab's configuration has ${count}:`, ...lines].join("\n");
}

describe.each(files)("%s", (file) => {
    test.each(readCases("invalid", file) as readonly InvalidCase[])("refuses $title", (edit) => {
        const error = errorOf(edit);
        expect(error).toBeInstanceOf(ConfigError);
        expect((error as ConfigError).message).toBe(expectedMessage(edit.problems));
    });
});

test("there are at least 60 invalid cases, each with a title of its own", () => {
    const titles = files.flatMap((file) => readCases("invalid", file).map(({ title }) => title));
    expect(titles.length).toBeGreaterThanOrEqual(60);
    expect(new Set(titles).size).toBe(titles.length);
});
