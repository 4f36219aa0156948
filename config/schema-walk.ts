import { z } from "zod";

/** Whether a value is a map of keys, as YAML makes them. */
export function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a schema is about, without `optional` and defaults around it. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
    const wrapped =
        schema instanceof z.ZodOptional ||
        schema instanceof z.ZodDefault ||
        schema instanceof z.ZodPrefault;
    return wrapped ? unwrap(schema.unwrap()) : schema;
}

/** The member of a union on `kind` that the value says it is. */
export function unionMember(
    union: z.ZodDiscriminatedUnion,
    value: unknown,
): z.core.$ZodType | undefined {
    const key = union.def.discriminator;
    const word = isMap(value) ? value[key] : undefined;
    return union.options.find(
        (option) =>
            option instanceof z.ZodObject &&
            option.shape[key] instanceof z.ZodLiteral &&
            option.shape[key].value === word,
    );
}

/** The schema that judges what lies at `path` of `value`, and that thing itself. */
export function schemaAt(
    schema: z.core.$ZodType,
    value: unknown,
    path: readonly PropertyKey[],
): { schema: z.core.$ZodType | undefined; value: unknown } {
    let current: z.core.$ZodType | undefined = unwrap(schema);
    let found = value;
    for (const key of path) {
        if (current instanceof z.ZodDiscriminatedUnion) {
            current = unionMember(current, found);
        }
        const next: z.core.$ZodType | undefined =
            current instanceof z.ZodObject
                ? (current.shape[String(key)] as z.core.$ZodType | undefined)
                : current instanceof z.ZodArray
                  ? current.element
                  : undefined;
        current = next && unwrap(next);
        found = ownValue(found, key);
    }
    if (current instanceof z.ZodDiscriminatedUnion) {
        current = unionMember(current, found) ?? current;
    }
    return { schema: current, value: found };
}

function ownValue(value: unknown, key: PropertyKey): unknown {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
        return undefined;
    }
    return (value as Record<PropertyKey, unknown>)[key];
}
