/** Marks a value that will be known only after an update; previews are full of them. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A resource property as the engine and a provider exchange it, secrets unwrapped. */
export type Value = null | boolean | number | string | typeof UNKNOWN | Value[] | Fields;

/** Properties of a resource by name. */
export interface Fields {
    [key: string]: Value;
}

/** Where a value lies inside a resource's properties; `*` in a pattern stands for any key or index. */
export type Path = readonly (string | number)[];

/** Properties together with the places that are secret. */
export interface Properties {
    readonly fields: Fields;
    readonly secrets: readonly Path[];
}

/** Whether a value is a map of properties. */
export function isFields(value: Value | undefined): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is unknown or contains something unknown. */
export function hasUnknown(value: Value | undefined): boolean {
    if (value === UNKNOWN) {
        return true;
    }
    if (Array.isArray(value)) {
        return value.some(hasUnknown);
    }
    return isFields(value) && Object.values(value).some(hasUnknown);
}

/** A deep copy; what a stand-in keeps must not change with what the engine sent. */
export function copy<T extends Value>(value: T): T {
    if (Array.isArray(value)) {
        return value.map(copy) as T;
    }
    return isFields(value)
        ? (Object.fromEntries(Object.entries(value).map(([key, v]) => [key, copy(v)])) as T)
        : value;
}

/** Deep equality; two unknown values are never equal, because either may become anything. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
    if (a === UNKNOWN || b === UNKNOWN) {
        return false;
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        return a.length === b.length && a.every((item, i) => equal(item, b[i]));
    }
    if (isFields(a) && isFields(b)) {
        const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
        return [...keys].every((key) => equal(a[key], b[key]));
    }
    return a === b;
}

/** A string property, or `undefined` when it is absent, unknown or of another type. */
export function text(value: Value | undefined): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** A list property, empty when it is absent or unknown. */
export function list(value: Value | undefined): Value[] {
    return Array.isArray(value) ? value : [];
}

/** A map property, empty when it is absent or unknown. */
export function fieldsOf(value: Value | undefined): Fields {
    return isFields(value) ? value : {};
}
