import { readFileSync } from "node:fs";
import { parse } from "yaml";

/**
 * The configuration in a stack's file, by full key, as Pulumi hands it to a program. Encrypted values
 * are left out: only Pulumi can read them.
 */
export function readStackConfig(path: string): Record<string, string> {
    const { config } = parse(readFileSync(path, "utf8")) as { config: Record<string, unknown> };
    return Object.fromEntries(
        Object.entries(config)
            .filter(([, value]) => !isEncrypted(value))
            .map(([key, value]) => [
                key,
                typeof value === "string" ? value : JSON.stringify(value),
            ]),
    );
}

function isEncrypted(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.keys(value).join() === "secure";
}
