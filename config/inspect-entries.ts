import type { AnyApp } from "../catalogue/app-spec";
import { type Inspection, inspectConfig } from "./parse";
import type { Problem } from "./problem";
import { homelabSchema } from "./schema";
import { secretKeys, secretProblem, setSecretCommand, type SecretKey } from "./secrets";
import { concealed } from "./show-value";
import { suggestion } from "./suggest";

/** One `homelab:` key of the stack's configuration. */
export interface ConfigEntry {
    /** Content; text that is JSON stands for what it says. `undefined` when encrypted and not at hand. */
    readonly value: unknown;
    /** Whether the stack's file holds it, or a part of it, encrypted. */
    readonly encrypted: boolean;
}

// Pulumi hands maps and lists over as JSON, and an empty key as an empty text.
function decode(value: unknown): unknown {
    if (value === "") {
        return null;
    }
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) {
        return value;
    }
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return value;
    }
}

function secretEntryProblem(secret: SecretKey, entry: ConfigEntry): Problem | undefined {
    const path = [secret.key];
    const command = setSecretCommand(secret.key);
    if (!entry.encrypted) {
        const message = `is a secret in plain text. Make a new one, since this one may have been seen, and run \`${command}\`.`;
        return { path, value: concealed, message };
    }
    const wrong = typeof entry.value === "string" ? secretProblem(secret, entry.value) : undefined;
    return wrong === undefined
        ? undefined
        : { path, value: concealed, message: `${wrong}. Run \`${command}\` again.` };
}

/**
 * Judges all `homelab:` keys of a stack: sections, secrets, and keys that are neither.
 *
 * @param entries key without `homelab:` to what it holds.
 */
export function inspectEntries(
    entries: ReadonlyMap<string, ConfigEntry>,
    apps: readonly AnyApp[],
): Inspection {
    const sections = Object.keys(homelabSchema(apps).shape);
    const secrets = new Map(secretKeys(apps).map((secret) => [secret.key, secret]));
    const raw: Record<string, unknown> = {};
    const problems: Problem[] = [];
    for (const [key, entry] of entries) {
        const secret = secrets.get(key);
        if (secret !== undefined) {
            const problem = secretEntryProblem(secret, entry);
            problems.push(...(problem === undefined ? [] : [problem]));
        } else if (!sections.includes(key)) {
            const known = [...sections, ...secrets.keys()];
            const message = `is not a known key. ${suggestion(key, known)}`;
            problems.push({ path: [key], value: concealed, message });
        } else if (entry.encrypted) {
            const message = "is encrypted, and only secrets may be. Write it in plain text.";
            problems.push({ path: [key], value: concealed, message });
        } else {
            raw[key] = decode(entry.value);
        }
    }
    const inspection = inspectConfig(raw, apps);
    const unread = new Set(problems.map(({ path }) => path[0]));
    const rest = inspection.problems.filter(({ path }) => path.length > 1 || !unread.has(path[0]));
    return problems.length === 0
        ? inspection
        : { config: undefined, problems: [...problems, ...rest] };
}
