import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument, stringify } from "yaml";

/** One edit of the base stack file, as the case files write it. */
export interface Edit {
    readonly title: string;
    /** `section.key.0.key` to its new value. */
    readonly set?: Readonly<Record<string, unknown>>;
    readonly remove?: readonly string[];
}

/** The base stack file, which is valid with the sample apps. */
export const base = readFileSync(join(__dirname, "base.yaml"), "utf8");

/** `section.key.0.key` as the keys and list positions it stands for. */
export function keysOf(path: string): (string | number)[] {
    return path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** The base stack file with an edit in it, as YAML text. */
export function editedBase({ set = {}, remove = [] }: Omit<Edit, "title">): string {
    const document = parseDocument(base);
    const at = (path: string) => ["config", ...keysOf(`homelab:${path}`)];
    for (const [path, value] of Object.entries(set)) {
        document.setIn(at(path), document.createNode(value));
    }
    for (const path of remove) {
        document.deleteIn(at(path));
    }
    return stringify(document);
}

/** The cases of a file of this folder. */
export function readCases(...path: readonly string[]): readonly Edit[] {
    return parse(readFileSync(join(__dirname, ...path), "utf8")) as Edit[];
}
