import { parseDocument } from "yaml";
import type { AnyApp } from "../catalogue/app-spec";
import { ConfigError } from "./errors";
import { type ConfigEntry, inspectEntries } from "./inspect-entries";
import type { HomelabConfig } from "./schema";
import { isMap } from "./schema-walk";

const prefix = "homelab:";

/** Whether a value, or a part of it, is encrypted: `{ secure: … }`. */
function isEncrypted(value: unknown): boolean {
    if (Array.isArray(value)) {
        return value.some(isEncrypted);
    }
    if (!isMap(value)) {
        return false;
    }
    const keys = Object.keys(value);
    return (
        (keys.length === 1 && typeof value["secure"] === "string") ||
        Object.values(value).some(isEncrypted)
    );
}

// Pulumi makes text of a number or switch that stands alone behind its key.
function asPulumiReads(value: unknown): unknown {
    return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function invalidYaml(message: string): Error {
    // The rest of a parser's message quotes the line, which may hold a secret.
    const [summary = ""] = message.split("\n");
    return new Error(`The stack's file is not valid YAML: ${summary.replace(/[:.]?$/, ".")}`);
}

function readYaml(text: string): unknown {
    const document = parseDocument(text, { merge: true });
    const [error] = document.errors;
    if (error !== undefined) {
        throw invalidYaml(error.message);
    }
    try {
        return document.toJS();
    } catch (reason) {
        throw invalidYaml(reason instanceof Error ? reason.message : String(reason));
    }
}

function homelabEntries(text: string): ReadonlyMap<string, ConfigEntry> {
    const file = readYaml(text);
    const config = isMap(file) ? file["config"] : undefined;
    if (!isMap(config)) {
        throw new Error('The stack\'s file has no "config:" with keys below it. Add it.');
    }
    const found = Object.entries(config)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => {
            const encrypted = isEncrypted(value);
            const entry = { value: encrypted ? undefined : asPulumiReads(value), encrypted };
            return [key.slice(prefix.length), entry] as const;
        });
    return new Map(found);
}

/**
 * Judges the text of a stack's file (`Pulumi.homelab.yaml`) as `pulumi preview` would, without Pulumi;
 * encrypted secrets are not opened.
 *
 * @throws Error when it is not YAML with a `config`; ConfigError with every problem otherwise.
 */
export function checkStackFile(text: string, apps: readonly AnyApp[]): HomelabConfig {
    const { config, problems } = inspectEntries(homelabEntries(text), apps);
    if (config === undefined) {
        throw new ConfigError(problems);
    }
    return config;
}
