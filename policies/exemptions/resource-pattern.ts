import type { Resource } from "../engine/resource";

/** What tells one resource from another. */
export type Named = Pick<Resource, "urn" | "type" | "name">;

/**
 * Whether a pattern means a resource. A pattern is a URN, `<type>::<name>` or `<name>`, where the name
 * is the logical one, the type is a whole token (`kubernetes:core/v1:Secret`) or its last part
 * (`Secret`), and `*` stands for any letters, none included. Case counts.
 */
export function means(pattern: string, { urn, type, name }: Named): boolean {
    if (pattern === urn) {
        return true;
    }
    const cut = pattern.indexOf("::");
    if (cut < 0) {
        return fits(name, pattern);
    }
    const ofType = pattern.slice(0, cut);
    return (
        fits(name, pattern.slice(cut + 2)) && (fits(type, ofType) || fits(lastPart(type), ofType))
    );
}

/** `VmLegacy::homelab-worker-01`: the shortest pattern that tells what a resource is. */
export function shortName({ type, name }: Pick<Named, "type" | "name">): string {
    return `${lastPart(type)}::${name}`;
}

function lastPart(type: string): string {
    return type.slice(type.lastIndexOf(":") + 1);
}

/** Takes time in proportion to the text, whatever the pattern. */
function fits(text: string, pattern: string): boolean {
    const [start = "", ...rest] = pattern.split("*");
    const end = rest.pop();
    if (end === undefined) {
        return text === pattern;
    }
    const last = text.length - end.length;
    if (!text.startsWith(start) || !text.endsWith(end) || last < start.length) {
        return false;
    }
    let from = start.length;
    for (const part of rest) {
        const found = text.indexOf(part, from);
        if (found < 0 || found + part.length > last) {
            return false;
        }
        from = found + part.length;
    }
    return true;
}
