import { pathText, type Problem } from "./problem";
import { showValue } from "./show-value";

/** One line for one problem: `path: value: what is wrong. remedy`. */
export function problemText({ path, value, message }: Problem): string {
    return `${pathText(path)}: ${showValue(path, value)}: ${message}`;
}

/** Everything that is wrong with the configuration, in one message, a problem a line. */
export class ConfigError extends Error {
    override readonly name = "ConfigError";
    readonly problems: readonly Problem[];

    constructor(problems: readonly Problem[]) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const lines = problems.map((problem) => `  - ${problemText(problem)}`);
        super([`The homelab's configuration has ${count}:`, ...lines].join("\n"));
        this.problems = problems;
    }
}
