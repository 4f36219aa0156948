import { z } from "zod";
import { suggestion } from "./suggest";

type Schema = z.core.$ZodType | undefined;

const typeNames: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a map",
};

function kindOf(value: unknown): string {
    const kind = Array.isArray(value) ? "array" : typeof value;
    return typeNames[kind] ?? kind;
}

function firstExample(schema: Schema): string | undefined {
    const examples = schema instanceof z.ZodType ? schema.meta()?.examples : undefined;
    const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
    return typeof example === "string" || typeof example === "number" ? String(example) : undefined;
}

/** The remedy where the schema knows the words to choose from or an example. */
function remedy(schema: Schema, verb: string): string {
    if (schema instanceof z.ZodEnum) {
        return `Choose from: ${schema.options.join(", ")}.`;
    }
    if (schema instanceof z.ZodBoolean) {
        return "Write true or false.";
    }
    if (schema instanceof z.ZodObject) {
        return "Write its keys below it, indented.";
    }
    if (schema instanceof z.ZodArray) {
        return 'Write its entries below it, each after "- ".';
    }
    const example = firstExample(schema);
    return example === undefined ? `${verb}.` : `${verb}, e.g. ${example}.`;
}

function wrongType(expected: string, value: unknown, schema: Schema): string {
    if (expected === "string" && (typeof value === "number" || typeof value === "boolean")) {
        const example = firstExample(schema);
        const inQuotes =
            example === undefined ? "Put it in quotes." : `Write text, e.g. "${example}".`;
        return `must be text, not ${kindOf(value)}. ${inQuotes}`;
    }
    const wanted = typeNames[expected] ?? expected;
    const actual = expected === "int" && typeof value === "number" ? "a fraction" : kindOf(value);
    return `must be ${wanted}, not ${actual}. ${remedy(schema, "Change it")}`;
}

/** What is wrong with something that should be one of a few words. */
export function wrongWord(value: unknown, words: readonly string[]): string {
    if (typeof value === "string") {
        return `is not one of the choices. ${suggestion(value, words)}`;
    }
    const choices = `Choose from: ${words.join(", ")}.`;
    if (value === undefined || value === null) {
        return `${value === null ? "is empty" : "is required"}. ${choices}`;
    }
    return `must be text, not ${kindOf(value)}. ${choices}`;
}

/** What is wrong and the remedy, in the owner's words, for one finding about one value. */
export function issueMessage(issue: z.core.$ZodIssue, value: unknown, schema: Schema): string {
    if (value === undefined) {
        return `is required. ${remedy(schema, "Add it")}`;
    }
    if (value === null) {
        return `is empty. ${remedy(schema, "Fill it in")}`;
    }
    switch (issue.code) {
        case "invalid_type":
            return wrongType(issue.expected, value, schema);
        case "invalid_value":
            return wrongWord(value, issue.values.map(String));
        case "too_small":
            return issue.origin === "array"
                ? "is an empty list. Add at least one entry."
                : `is too small. Use ${String(issue.minimum)} or more.`;
        case "too_big":
            return issue.origin === "string"
                ? issue.message
                : `is too big. Use ${String(issue.maximum)} or less.`;
        default:
            return issue.message;
    }
}
