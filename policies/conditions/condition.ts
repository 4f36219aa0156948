/** Where a field is below the subject: object keys from the outside in. */
export type FieldPath = readonly string[];

/** A value that a field may be compared with. */
export type Scalar = string | number | boolean;

/**
 * A question about one object, as data: it is answered here (`holds`), and by the API server in the
 * Common Expression Language (`toCel`), with the same result.
 */
export type Condition =
    /** The field is one of the values; `absent` is the answer where there is none. */
    | {
          readonly is: "oneOf";
          readonly path: FieldPath;
          readonly values: readonly Scalar[];
          readonly absent: boolean;
      }
    /** The field is none of the values, or absent. */
    | { readonly is: "noneOf"; readonly path: FieldPath; readonly values: readonly Scalar[] }
    /** Nothing is in the field: absent, or an empty text, list or object. */
    | { readonly is: "empty"; readonly path: FieldPath }
    /** Something is in the field. */
    | { readonly is: "filled"; readonly path: FieldPath }
    /** The field cannot be known at preview; at the API server everything is. */
    | { readonly is: "unknown"; readonly path: FieldPath }
    /** The field is there at all, even if empty: `emptyDir: {}`. */
    | { readonly is: "present"; readonly path: FieldPath }
    /** The text matches a regular expression in RE2's syntax. */
    | {
          readonly is: "matching";
          readonly path: FieldPath;
          readonly pattern: string;
          readonly absent: boolean;
      }
    /** The text has more letters, or the list or object more items; not so where there is none. */
    | { readonly is: "longer"; readonly path: FieldPath; readonly than: number }
    /** The text is a quantity of Kubernetes' within both bounds, themselves such; not so where there is none. */
    | {
          readonly is: "between";
          readonly path: FieldPath;
          readonly least: string;
          readonly most: string;
      }
    /** The list contains the value. */
    | { readonly is: "containing"; readonly path: FieldPath; readonly value: Scalar }
    /** Every item of the list fulfils the condition; true for an absent list. */
    | { readonly is: "each"; readonly path: FieldPath; readonly of: Condition }
    /** Every entry of the object, seen as its `name` and `value`, fulfils the condition. */
    | { readonly is: "entries"; readonly path: FieldPath; readonly of: Condition }
    /** Two fields have the same value, as far as both are there. */
    | { readonly is: "same"; readonly path: FieldPath; readonly as: FieldPath }
    /** It does not hold. */
    | { readonly is: "not"; readonly of: Condition }
    /** All of them. */
    | { readonly is: "all"; readonly of: readonly Condition[] }
    /** At least one of them. */
    | { readonly is: "any"; readonly of: readonly Condition[] };

/** `spec.type` as a path; keys with dots of their own need an array. */
export function path(dotted: string): FieldPath {
    return dotted === "" ? [] : dotted.split(".");
}

function pathOf(field: string | FieldPath): FieldPath {
    return typeof field === "string" ? path(field) : field;
}

/** The field must be there, with one of the values. */
export function oneOf(field: string | FieldPath, ...values: Scalar[]): Condition {
    return { is: "oneOf", path: pathOf(field), values, absent: false };
}

/** The field must be absent, or have one of the values. */
export function absentOr(field: string | FieldPath, ...values: Scalar[]): Condition {
    return { is: "oneOf", path: pathOf(field), values, absent: true };
}

export function noneOf(field: string | FieldPath, ...values: Scalar[]): Condition {
    return { is: "noneOf", path: pathOf(field), values };
}

export function empty(field: string | FieldPath): Condition {
    return { is: "empty", path: pathOf(field) };
}

export function filled(field: string | FieldPath): Condition {
    return { is: "filled", path: pathOf(field) };
}

export function present(field: string | FieldPath): Condition {
    return { is: "present", path: pathOf(field) };
}

export function unknown(field: string | FieldPath): Condition {
    return { is: "unknown", path: pathOf(field) };
}

/** The text must be there and match; the pattern is searched for, so anchor it. */
export function matching(field: string | FieldPath, pattern: RegExp): Condition {
    return { is: "matching", path: pathOf(field), pattern: pattern.source, absent: false };
}

/** The text must be absent or match. */
export function absentOrMatching(field: string | FieldPath, pattern: RegExp): Condition {
    return { is: "matching", path: pathOf(field), pattern: pattern.source, absent: true };
}

/** The text must be absent, or match nowhere; the pattern is searched for. */
export function unlike(field: string | FieldPath, pattern: RegExp): Condition {
    return not(matching(field, pattern));
}

/** The text must be there, and have more letters than this; a list or object, more items. */
export function longer(field: string | FieldPath, than: number): Condition {
    return { is: "longer", path: pathOf(field), than };
}

/** The quantity must be there, like `10Gi`, neither below nor above these. */
export function between(field: string | FieldPath, least: string, most: string): Condition {
    return { is: "between", path: pathOf(field), least, most };
}

export function containing(field: string | FieldPath, value: Scalar): Condition {
    return { is: "containing", path: pathOf(field), value };
}

/** Both fields, where they are there, must have the same value. */
export function same(field: string | FieldPath, as: string | FieldPath): Condition {
    return { is: "same", path: pathOf(field), as: pathOf(as) };
}

export function each(field: string | FieldPath, of: Condition): Condition {
    return { is: "each", path: pathOf(field), of };
}

/** An object's entries must each fulfil a condition about their `name` and `value`. */
export function entries(field: string | FieldPath, of: Condition): Condition {
    return { is: "entries", path: pathOf(field), of };
}

/** At least one item of the list must fulfil the condition. */
export function some(field: string | FieldPath, of: Condition): Condition {
    return not(each(field, not(of)));
}

export function not(of: Condition): Condition {
    return { is: "not", of };
}

export function all(...of: Condition[]): Condition {
    return { is: "all", of };
}

export function any(...of: Condition[]): Condition {
    return { is: "any", of };
}
