import { type Fields, isFields, type Path, type Value } from "./value";

/**
 * Reads a property path as resource options write it: `spec.rules[0].host`, `data["tls.key"]`,
 * `disks[*].size`.
 */
export function parsePath(path: string): Path {
    const parts: (string | number)[] = [];
    for (const [, quoted, index, name] of path.matchAll(
        /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g,
    )) {
        if (quoted !== undefined) {
            parts.push(quoted.replaceAll('\\"', '"'));
        } else if (index !== undefined) {
            parts.push(index === "*" ? "*" : Number(index));
        } else if (name !== undefined) {
            parts.push(name);
        }
    }
    return parts;
}

/** Writes a path the way the engine shows it. */
export function formatPath(path: Path): string {
    return path
        .map((part, i) => {
            if (typeof part === "number") {
                return `[${part}]`;
            }
            if (!/^[A-Za-z0-9_*]+$/.test(part)) {
                return `["${part.replaceAll('"', '\\"')}"]`;
            }
            return i === 0 ? part : `.${part}`;
        })
        .join("");
}

/** Whether `path` is what `pattern` names or lies below it. */
export function covers(pattern: Path, path: Path): boolean {
    return (
        pattern.length <= path.length &&
        pattern.every((part, i) => part === "*" || part === path[i])
    );
}

/** The value at a path, `undefined` when nothing is there. */
export function valueAt(root: Value, path: Path): Value | undefined {
    let value: Value | undefined = root;
    for (const part of path) {
        if (typeof part === "number") {
            value = Array.isArray(value) ? value[part] : undefined;
        } else {
            value = isFields(value) ? value[part] : undefined;
        }
    }
    return value;
}

/** Every existing place that a pattern names. */
export function expand(root: Value, pattern: Path): Path[] {
    const [head, ...rest] = pattern;
    if (head === undefined) {
        return [[]];
    }
    return keysOf(root, head).flatMap((key) => {
        const child = valueAt(root, [key]);
        return child === undefined ? [] : expand(child, rest).map((tail) => [key, ...tail]);
    });
}

function keysOf(value: Value, part: string | number): (string | number)[] {
    if (part !== "*") {
        return [part];
    }
    if (Array.isArray(value)) {
        return value.map((_, i) => i);
    }
    return isFields(value) ? Object.keys(value) : [];
}

/** Puts a value at a path, making the maps on the way; `undefined` removes what is there. */
export function setAt(root: Fields, path: Path, value: Value | undefined): void {
    const last = path.at(-1);
    let parent: Value = root;
    for (const part of path.slice(0, -1)) {
        let child: Value | undefined = valueAt(parent, [part]);
        if (child === undefined && isFields(parent)) {
            child = {};
            parent[String(part)] = child;
        }
        if (child === undefined) {
            throw new Error(
                `${formatPath(path)}: there is nothing to hold it. Set its parent first.`,
            );
        }
        parent = child;
    }
    if (Array.isArray(parent) && typeof last === "number") {
        if (value === undefined) {
            parent.splice(last, 1);
        } else {
            parent[last] = value;
        }
    } else if (isFields(parent) && last !== undefined) {
        if (value === undefined) {
            Reflect.deleteProperty(parent, String(last));
        } else {
            parent[String(last)] = value;
        }
    }
}
