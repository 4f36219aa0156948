import { covers } from "./path";
import { type Fields, isFields, type Path, UNKNOWN, type Value } from "./value";

/** One place at which two sets of properties differ. */
export interface Difference {
    readonly path: Path;
    readonly kind: "add" | "delete" | "update";
}

/**
 * The places at which properties differ, as deep as they can be told apart: inside maps and inside
 * lists of equal length; a list that grew or shrank differs as a whole and in its own elements.
 */
export function differences(
    olds: Fields,
    news: Fields,
    ignored: readonly Path[] = [],
): Difference[] {
    return compare(olds, news, []).filter(
        ({ path }) => !ignored.some((pattern) => covers(pattern, path)),
    );
}

function compare(before: Value | undefined, after: Value | undefined, path: Path): Difference[] {
    if (after === undefined || after === null) {
        return before === undefined || before === null ? [] : [{ path, kind: "delete" }];
    }
    if (before === undefined || before === null) {
        return [{ path, kind: "add" }];
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        const own: Difference[] = before.length === after.length ? [] : [{ path, kind: "update" }];
        const longest = Math.max(before.length, after.length);
        return [
            ...own,
            ...Array.from({ length: longest }, (_, i) =>
                compare(before[i], after[i], [...path, i]),
            ).flat(),
        ];
    }
    if (isFields(before) && isFields(after)) {
        const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
        return [...keys].flatMap((key) => compare(before[key], after[key], [...path, key]));
    }
    const same = before === after && before !== UNKNOWN;
    return same ? [] : [{ path, kind: "update" }];
}
