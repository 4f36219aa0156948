/** Stands for a value that the engine does not know at preview, or that cannot be read at all. */
export const unknownValue: unique symbol = Symbol("unknown at preview");

/** A property of a resource as plain data; what cannot be known is {@link unknownValue}. */
export type Value =
    | string
    | number
    | boolean
    | null
    | undefined
    | typeof unknownValue
    | readonly Value[]
    | { readonly [key: string]: Value };

/** Where a value is inside a resource: object keys and list positions. */
export type Path = readonly (string | number)[];

/** Deeper than any object a provider accepts; the rest is unknown, so rules fail closed on it. */
const deepest = 100;

/**
 * Copies properties into plain data, whatever they are.
 *
 * The policy SDK hands out proxies that throw when an unknown value is read. A rule may meet one
 * anywhere, so they are turned into {@link unknownValue} here, once, and rules never throw.
 */
export function plainValue(source: unknown, depth = 0): Value {
    if (source === null || typeof source !== "object") {
        return scalar(source);
    }
    if (depth > deepest) {
        return unknownValue;
    }
    try {
        if (Array.isArray(source)) {
            return Array.from({ length: source.length }, (_, i) => member(source, i, depth));
        }
        return Object.fromEntries(
            Object.keys(source).map((key) => [key, member(source, key, depth)]),
        );
    } catch {
        return unknownValue;
    }
}

function scalar(source: unknown): Value {
    switch (typeof source) {
        case "string":
        case "number":
        case "boolean":
            return source;
        default:
            return source === null ? null : undefined;
    }
}

function member(source: object, key: string | number, depth: number): Value {
    try {
        return plainValue((source as Record<string | number, unknown>)[key], depth + 1);
    } catch {
        return unknownValue;
    }
}
