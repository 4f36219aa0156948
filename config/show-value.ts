import type { ConfigPath } from "./problem";

const secretName = /token|secret|passw|passphrase|private|credential|api_?key|access_?key/i;

const secretShapes: readonly RegExp[] = [
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i,
    /-----BEGIN /,
    /^\s*ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\./,
    /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
    /\b(gl[a-z]{1,3}|gh[a-z]|sk|pul|xox[a-z]|dckr_pat)[_-][A-Za-z0-9_-]{16,}/,
    /^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/_-]{24,}={0,2}$/,
    /^[0-9a-f]{32,}$/i,
    /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i,
    /[?&][^=]*(token|key|sig|secret|pass)[^=]*=/i,
];

const maxLength = 60;

/** Whether a value may be a credential, by the name of a key on its way or by its form. */
export function looksSecret(path: ConfigPath, value: unknown): boolean {
    if (path.some((part) => typeof part === "string" && secretName.test(part))) {
        return true;
    }
    return typeof value === "string" && secretShapes.some((shape) => shape.test(value));
}

/** Stands in for a value that must not be printed. */
export const concealed: unique symbol = Symbol("a value that must not be printed");

/** A value as an error message may print it: short, on one line, never a credential. */
export function showValue(path: ConfigPath, value: unknown): string {
    if (value === undefined) {
        return "(missing)";
    }
    if (value === null) {
        return "(empty)";
    }
    if (value === concealed || looksSecret(path, value)) {
        return "(hidden)";
    }
    if (Array.isArray(value)) {
        return `(a list of ${value.length})`;
    }
    if (typeof value === "object") {
        const count = Object.keys(value).length;
        return `(a map of ${count} key${count === 1 ? "" : "s"})`;
    }
    if (typeof value === "string" && value.length > maxLength) {
        return `${JSON.stringify(value.slice(0, maxLength))}…`;
    }
    if (typeof value === "string") {
        return JSON.stringify(value);
    }
    return typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : `(a ${typeof value})`;
}
