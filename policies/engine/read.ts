import { type Path, unknownValue, type Value } from "./value";

/** A JSON object. */
export type Fields = { readonly [key: string]: Value };

export function isFields(value: Value): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value): value is readonly Value[] {
    return Array.isArray(value);
}

/** The value at a path: `undefined` where the path leads nowhere, unknown below an unknown. */
export function at(value: Value, ...path: Path): Value {
    let here = value;
    for (const key of path) {
        if (here === unknownValue) {
            return unknownValue;
        }
        if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) {
            return undefined;
        }
        here = (here as Readonly<Record<string | number, Value>>)[key];
    }
    return here;
}

/** The non-empty text at a path; `undefined` for everything else, unknowns included. */
export function textAt(value: Value, ...path: Path): string | undefined {
    const found = at(value, ...path);
    return typeof found === "string" && found !== "" ? found : undefined;
}

/** The list at a path; empty for everything else. */
export function listAt(value: Value, ...path: Path): readonly Value[] {
    const found = at(value, ...path);
    return isList(found) ? found : [];
}

/** The keys and values of the object at a path; empty for everything else. */
export function entriesAt(value: Value, ...path: Path): readonly (readonly [string, Value])[] {
    const found = at(value, ...path);
    return isFields(found) ? Object.entries(found) : [];
}

/** Nobody said anything: absent or null. Unknown is not nothing. */
export function isAbsent(value: Value): boolean {
    return value === undefined || value === null;
}

/** Nothing is there: absent, null, or an empty text, list or object. Unknown is not nothing. */
export function isEmpty(value: Value): boolean {
    if (isList(value)) {
        return value.length === 0;
    }
    return value === undefined || value === null || value === "" || isEmptyFields(value);
}

function isEmptyFields(value: Value): boolean {
    return isFields(value) && Object.keys(value).length === 0;
}

/** Every scalar and unknown inside a value, with its path; empty lists and objects have none. */
export function* leaves(value: Value, path: Path = []): Generator<readonly [Path, Value]> {
    if (isList(value)) {
        for (const [index, item] of value.entries()) {
            yield* leaves(item, [...path, index]);
        }
    } else if (isFields(value)) {
        for (const [key, item] of Object.entries(value)) {
            yield* leaves(item, [...path, key]);
        }
    } else {
        yield [path, value];
    }
}

/** A path as people write it: `spec.containers[0].env`. */
export function dotted(path: Path): string {
    return path.reduce<string>((text, key) => {
        if (typeof key === "number") {
            return `${text}[${key}]`;
        }
        return text === "" ? key : `${text}.${key}`;
    }, "");
}
