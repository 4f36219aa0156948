import { z } from "zod";
import type { HomelabConfig } from "./schema";
import { isMap, unionMember, unwrap } from "./schema-walk";

type DeepPartial<T> = T extends readonly (infer E)[]
    ? (DeepPartial<E> | undefined)[]
    : T extends object
      ? { [K in keyof T]?: DeepPartial<T[K]> | undefined }
      : T;

/** A configuration in which everything that is wrong by itself is `undefined`; lists keep their length. */
export type Draft = DeepPartial<HomelabConfig>;

/**
 * The valid parts of a value, so that checks across fields can judge them although another part is
 * wrong and the owner sees all problems at once.
 */
export function salvage(schema: z.core.$ZodType, value: unknown): unknown {
    const whole = z.safeParse(schema, value);
    if (whole.success) {
        return whole.data;
    }
    const inner = unwrap(schema);
    if (inner instanceof z.ZodArray && Array.isArray(value)) {
        return value.map((element) => salvage(inner.element, element));
    }
    if (inner instanceof z.ZodDiscriminatedUnion) {
        const member = unionMember(inner, value);
        return member && salvage(member, value);
    }
    if (inner instanceof z.ZodObject && isMap(value)) {
        const parts = Object.entries(inner.shape as Record<string, z.core.$ZodType>).map(
            ([key, part]) => [key, salvage(part, value[key])] as const,
        );
        return Object.fromEntries(parts);
    }
    return undefined;
}
