import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { RenderedObject } from "./rendered-object";

/** Keeps what was rendered from one run to the next. */
export interface RenderingStore {
    load(key: string): readonly RenderedObject[] | undefined;
    save(key: string, objects: readonly RenderedObject[]): void;
}

/** Renderings in a folder that may be deleted at any time; only this user reads it. */
export class RenderingFolder implements RenderingStore {
    readonly #folder: string;

    constructor(folder: string) {
        this.#folder = folder;
    }

    load(key: string): readonly RenderedObject[] | undefined {
        try {
            return JSON.parse(readFileSync(this.#fileOf(key), "utf8")) as RenderedObject[];
        } catch {
            // Absent, or half of a file: both mean that it has to be rendered.
            return undefined;
        }
    }

    save(key: string, objects: readonly RenderedObject[]): void {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        const unfinished = `${this.#fileOf(key)}.${process.pid}`;
        writeFileSync(unfinished, JSON.stringify(objects), { mode: 0o600 });
        renameSync(unfinished, this.#fileOf(key));
    }

    #fileOf(key: string): string {
        return join(this.#folder, `${key}.json`);
    }
}

/** The folder of what may be deleted at any time, beside the built tools; see tools/README.md. */
export function cacheFolder(): string {
    return (
        process.env["HOMELAB_CACHE"] ??
        join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "homelab")
    );
}

export const savedRenderings: RenderingStore = new RenderingFolder(join(cacheFolder(), "rendered"));

/** For what must not be written down. */
export const nothingSaved: RenderingStore = {
    load: () => undefined,
    save: () => undefined,
};
