import { Environment } from "@marcbachmann/cel-js";
import { expressionsOf } from "../../../policies/admission/expressions";
import type { RuleContext } from "../../../policies/engine/context";
import type { Rule } from "../../../policies/engine/rule";
import type { ObjectRule } from "../../../policies/conditions/object-rule";
import { asFlipped } from "./flipped";

/** A number of Kubernetes', exact, in thousandths. */
class Quantity {
    readonly thousandths: bigint;

    constructor(thousandths: bigint) {
        this.thousandths = thousandths;
    }
}

const suffixes = ["", "k", "M", "G", "T", "P", "E"];
const grammar =
    /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d{0,12}))?(?:([KMGTPE]i)|([eE][+-]?\d+)|([mkMGTPE]?))$/;

/** Reads a quantity as the API server does, but for those finer than a thousandth. */
function quantityOf(text: string): Quantity | undefined {
    const match = grammar.exec(text);
    if (match === null) {
        return undefined;
    }
    const [, sign, whole = "", fraction = "", binary, exponent, decimal = ""] = match;
    const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
    const power = Number(exponent?.slice(1) ?? 3 * suffixes.indexOf(decimal.replace("m", "")));
    const factor =
        binary === undefined
            ? 10n ** BigInt(power + (decimal === "m" ? 0 : 3))
            : 1000n * 1024n ** BigInt(suffixes.indexOf(binary.charAt(0).replace("K", "k")));
    return new Quantity((digits * factor) / 10n ** BigInt(fraction.length));
}

const server = new Environment({ unlistedVariablesAreDyn: true })
    .registerType("Quantity", Quantity)
    .registerFunction("isQuantity(string): bool", (text: string) => quantityOf(text) !== undefined)
    .registerFunction("quantity(string): Quantity", (text: string) => {
        const quantity = quantityOf(text);
        if (quantity === undefined) {
            throw new Error(`${text} is no quantity`);
        }
        return quantity;
    })
    .registerFunction("Quantity.compareTo(Quantity): int", (one: Quantity, other: Quantity) => {
        const difference = one.thousandths - other.thousandths;
        return difference === 0n ? 0n : difference < 0n ? -1n : 1n;
    });

/** The value of an expression, with the functions of the API server's that the policies use. */
export function evaluate(expression: string, variables: Record<string, unknown>): unknown {
    return server.evaluate(expression, variables);
}

/**
 * Tells whether the API server would refuse an object by a rule: an expression is false, or cannot
 * be evaluated, which counts as false under `failurePolicy: Fail`.
 */
export function refuses(rule: ObjectRule, object: object, known: RuleContext): boolean {
    const { variables, validations } = expressionsOf(asFlipped(rule), known);
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

/** The object as the API server sees it: it always knows the kind. */
export function asServed(type: string, props: unknown): object {
    const kind = type.split(":").at(-1);
    return asStored({ kind, ...(props as object) }) as object;
}

export function isObjectRule(rule: Rule): rule is ObjectRule {
    return "requirements" in rule;
}
