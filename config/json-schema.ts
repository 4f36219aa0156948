import { z } from "zod";
import type { AnyApp } from "../catalogue/app-spec";
import { homelabSchema } from "./schema";
import { secretKeys, setSecretCommand } from "./secrets";

type JsonSchema = Readonly<Record<string, unknown>>;

function secretSchema(title: string, key: string): JsonSchema {
    return {
        description: `${title}. Set it with: ${setSecretCommand(key)}`,
        type: "object",
        properties: { secure: { type: "string", description: "Ciphertext, written by Pulumi." } },
        required: ["secure"],
        additionalProperties: false,
    };
}

/** JSON Schema (draft 7) of a stack's file, `Pulumi.<stack>.yaml`, for editors. */
export function stackFileSchema(apps: readonly AnyApp[]): JsonSchema {
    const homelab = z.toJSONSchema(homelabSchema(apps), { io: "input", target: "draft-7" });
    const properties: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(homelab.properties ?? {})) {
        properties[`homelab:${name}`] = schema;
    }
    for (const { key, title } of secretKeys(apps)) {
        properties[`homelab:${key}`] = secretSchema(title, key);
    }
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "Stack file of the homelab",
        description: "Configuration of one homelab, as Pulumi reads it.",
        type: "object",
        properties: {
            config: {
                description: "Configuration keys of the stack.",
                type: "object",
                properties,
                patternProperties: { "^(?!homelab:)[^:]+:.+$": {} },
                required: (homelab.required ?? []).map((name) => `homelab:${name}`),
                additionalProperties: false,
            },
        },
        required: ["config"],
    };
}
