import { evaluate } from "@marcbachmann/cel-js";
import { expressionsOf } from "../../../policies/admission/expressions";
import type { RuleContext } from "../../../policies/engine/context";
import type { Rule } from "../../../policies/engine/rule";
import type { ObjectRule } from "../../../policies/conditions/object-rule";

/**
 * Tells whether the API server would refuse an object by a rule: an expression is false, or cannot
 * be evaluated, which counts as false under `failurePolicy: Fail`.
 */
export function refuses(rule: ObjectRule, object: object, known: RuleContext): boolean {
    const { variables, validations } = expressionsOf(rule, known);
    try {
        const set: Record<string, unknown> = {};
        for (const { name, expression } of variables) {
            set[name] = evaluate(expression, { object, variables: set });
        }
        return validations.some(
            ({ expression }) => evaluate(expression, { object, variables: set }) !== true,
        );
    } catch {
        return true;
    }
}

/** The object as the API server holds it: no nulls, numbers as whole numbers. */
export function asStored(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(asStored);
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(
            Object.entries(value)
                .filter(([, item]) => item !== null && item !== undefined)
                .map(([key, item]) => [key, asStored(item)]),
        );
    }
    return Number.isInteger(value) ? BigInt(value as number) : value;
}

export function isObjectRule(rule: Rule): rule is ObjectRule {
    return "requirements" in rule;
}
