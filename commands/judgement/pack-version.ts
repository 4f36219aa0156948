import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Version of the policy pack. */
export function packVersion(repository: string): string {
    const text = readFileSync(join(repository, "policies/package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
}
