import { z } from "zod";
import { issueMessage, wrongWord } from "./issue-message";
import type { ConfigPath, Problem } from "./problem";
import { schemaAt } from "./schema-walk";
import { suggestion } from "./suggest";

function unknownKeys(
    root: z.core.$ZodType,
    raw: unknown,
    path: ConfigPath,
    keys: readonly string[],
): readonly Problem[] {
    const { schema } = schemaAt(root, raw, path);
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    return keys.map((key) => ({
        path: [...path, key],
        value: schemaAt(root, raw, [...path, key]).value,
        message: `is not a known key. ${suggestion(key, known)}`,
    }));
}

/** The words that a union's members are told apart by. */
function unionWords(schema: z.core.$ZodType | undefined): readonly string[] {
    if (!(schema instanceof z.ZodDiscriminatedUnion)) {
        return [];
    }
    const key = schema.def.discriminator;
    return schema.options.flatMap((option) => {
        const literal: unknown = option instanceof z.ZodObject ? option.shape[key] : undefined;
        return literal instanceof z.ZodLiteral ? [String(literal.value)] : [];
    });
}

/** One finding of the schema in the owner's terms: a problem for each unknown key, else one. */
export function describeIssue(
    root: z.core.$ZodType,
    raw: unknown,
    issue: z.core.$ZodIssue,
): readonly Problem[] {
    const path = issue.path as ConfigPath;
    if (issue.code === "unrecognized_keys") {
        return unknownKeys(root, raw, path, issue.keys);
    }
    const { schema, value } = schemaAt(root, raw, path);
    if (issue.code === "invalid_union") {
        const union = schemaAt(root, raw, path.slice(0, -1)).schema;
        return [{ path, value, message: wrongWord(value, unionWords(union)) }];
    }
    return [{ path, value, message: issueMessage(issue, value, schema) }];
}
