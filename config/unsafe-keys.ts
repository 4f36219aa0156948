import type { ConfigPath, Problem } from "./problem";

const unsafe = ["__proto__", "constructor", "prototype"];
const maxDepth = 20;

/** Keys that JavaScript objects give a meaning of their own, and nesting no section has. */
export function unsafeKeys(value: unknown, path: ConfigPath = []): readonly Problem[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    if (path.length > maxDepth) {
        const message = `is nested more than ${maxDepth} deep. Remove it.`;
        return [{ path: path.slice(0, 3), value, message }];
    }
    return Object.entries(value).flatMap(([key, inner]) => {
        const at = [...path, Array.isArray(value) ? Number(key) : key];
        return unsafe.includes(key)
            ? [{ path: at, value: inner, message: "is not a usable key. Remove it." }]
            : unsafeKeys(inner, at);
    });
}
