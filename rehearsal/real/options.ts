import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { RealSources } from "./cluster";

/**
 * Reads how real a rehearsal is to be from a command line:
 * `--real [--charts FOLDER] [--definitions FOLDER]`.
 *
 * @returns `undefined` for a rehearsal that plays everything.
 * @throws Error for an option that does not exist and for a folder that is not there.
 */
export function realSources(args: readonly string[], repository: string): RealSources | undefined {
    const { values } = parseArgs({
        args: [...args],
        options: {
            real: { type: "boolean" },
            charts: { type: "string" },
            definitions: { type: "string" },
        },
    });
    const { real = false, charts, definitions } = values;
    for (const [option, folder] of Object.entries({ charts, definitions })) {
        if (folder !== undefined && !existsSync(folder)) {
            throw new Error(`--${option} ${folder}: there is no such folder.`);
        }
    }
    const beside = join(repository, "..", "shared", "crds");
    const found = definitions ?? (existsSync(beside) ? beside : undefined);
    return real
        ? { charts: charts && resolve(charts), definitions: found && resolve(found) }
        : undefined;
}
