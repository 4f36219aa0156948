import type { Condition, FieldPath, Scalar } from "./condition";

/**
 * A condition in the Common Expression Language, as the API server evaluates it on admission.
 *
 * @param subject the CEL expression of what the condition is about, e.g. `object.spec`
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export function toCel(condition: Condition, subject: string, depth = 0): string {
    switch (condition.is) {
        case "all":
            return joined(condition.of, " && ", "true", subject, depth);
        case "any":
            return joined(condition.of, " || ", "false", subject, depth);
        case "not":
            return `!(${toCel(condition.of, subject, depth)})`;
        default:
            return fieldToCel(condition, subject, depth);
    }
}

function joined(
    parts: readonly Condition[],
    operator: string,
    neutral: string,
    subject: string,
    depth: number,
): string {
    return parts.length === 0
        ? neutral
        : `(${parts.map((part) => toCel(part, subject, depth)).join(operator)})`;
}

type FieldCondition = Exclude<Condition, { readonly is: "all" | "any" | "not" }>;

function fieldToCel(condition: FieldCondition, subject: string, depth: number): string {
    const { there, value } = fieldOf(subject, condition.path);
    const whenThere = (then: string) => (there === "" ? then : `(${there} && ${then})`);
    const unlessAbsent = (then: string) => (there === "" ? then : `(!(${there}) || ${then})`);
    // `has()` is true of a null, which a server keeps where a field has no other way to be empty.
    const isNull = `type(${value}) == null_type`;
    switch (condition.is) {
        case "oneOf": {
            const test = `${value} in ${list(condition.values)}`;
            return condition.absent ? unlessAbsent(test) : whenThere(test);
        }
        case "noneOf":
            return unlessAbsent(`!(${value} in ${list(condition.values)})`);
        case "empty":
            return unlessAbsent(`(${isNull} || size(${value}) == 0)`);
        case "filled":
            return whenThere(`size(${value}) > 0`);
        case "unknown":
            return "false";
        case "present":
            return there === "" ? "true" : `(${there})`;
        case "matching": {
            const test = `${value}.matches(${literal(condition.pattern)})`;
            return condition.absent ? unlessAbsent(test) : whenThere(test);
        }
        case "longer":
            return whenThere(`size(${value}) > ${String(condition.than)}`);
        case "between": {
            const compared = (bound: string) =>
                `quantity(${value}).compareTo(quantity(${literal(bound)}))`;
            const bounds = `${compared(condition.least)} >= 0 && ${compared(condition.most)} <= 0`;
            return whenThere(`isQuantity(${value}) && ${bounds}`);
        }
        case "containing":
            return whenThere(`${literal(condition.value)} in ${value}`);
        case "same": {
            const other = fieldOf(subject, condition.as);
            const missing = [there, other.there].filter((test) => test !== "");
            return `(${[...missing.map((test) => `!(${test})`), `${value} == ${other.value}`].join(" || ")})`;
        }
        case "each": {
            const item = `item${depth === 0 ? "" : String(depth)}`;
            const all = `${value}.all(${item}, ${toCel(condition.of, item, depth + 1)})`;
            return unlessAbsent(`(${isNull} || ${all})`);
        }
        case "entries": {
            const key = `key${depth === 0 ? "" : String(depth)}`;
            const entry = `entry${depth === 0 ? "" : String(depth)}`;
            const seen = `[{"name": ${key}, "value": ${value}[${key}]}]`;
            const test = toCel(condition.of, entry, depth + 1);
            const all = `${value}.all(${key}, ${seen}.all(${entry}, ${test}))`;
            return unlessAbsent(`(${isNull} || ${all})`);
        }
    }
}

/** `has()` for each step, so that no missing field on the way is an error. */
function fieldOf(subject: string, path: FieldPath): { there: string; value: string } {
    const tests: string[] = [];
    let value = subject;
    for (const key of path) {
        const isIdentifier = /^[A-Za-z_]\w*$/.test(key);
        tests.push(isIdentifier ? `has(${value}.${key})` : `${literal(key)} in ${value}`);
        value = isIdentifier ? `${value}.${key}` : `${value}[${literal(key)}]`;
    }
    return { there: tests.join(" && "), value };
}

function list(values: readonly Scalar[]): string {
    return `[${values.map(literal).join(", ")}]`;
}

/** JSON's escapes are also CEL's. */
function literal(value: Scalar): string {
    return JSON.stringify(value);
}
