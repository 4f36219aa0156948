import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Image, imageOf } from "../../catalogue/image";

/** An image as the sources name it. */
export interface NamedImage extends Image {
    readonly reference: string;
    /** Paths of the files that do, below the folder searched. */
    readonly files: readonly string[];
}

/** A text that begins with the name of a host and ends with a tag or digest. */
const literal = /"([\w-]+(?:\.[\w-]+)+(?::\d+)?\/[\w./-]+:\w[\w.-]*(?:@sha256:[0-9a-f]{64})?)"/g;

/** All images that the TypeScript files below these folders name, by name. */
export function namedImages(root: string, folders: readonly string[]): readonly NamedImage[] {
    const files = new Map<string, string[]>();
    for (const file of folders.flatMap((folder) => sourcesBelow(root, folder))) {
        for (const [, reference = ""] of readFileSync(join(root, file), "utf8").matchAll(literal)) {
            files.set(reference, [...new Set([...(files.get(reference) ?? []), file])]);
        }
    }
    return [...files]
        .map(([reference, found]) => ({ ...imageOf(reference), reference, files: found }))
        .sort((one, other) => one.reference.localeCompare(other.reference));
}

function sourcesBelow(root: string, folder: string): string[] {
    return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(folder, file))
        .sort();
}

/** Appends the digest to an image wherever it is named. */
export function pin(root: string, { reference, files }: NamedImage, digest: string): void {
    for (const file of files) {
        const path = join(root, file);
        const text = readFileSync(path, "utf8");
        writeFileSync(path, text.replaceAll(`"${reference}"`, `"${reference}@${digest}"`));
    }
}
