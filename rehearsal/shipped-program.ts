import { join, sep } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";

/** The program in index.ts, loaded anew for each run as `pulumi` does; its exports are the outputs. */
export function shippedProgram(repository: string): PulumiFn {
    return () => {
        forget(repository);
        return Promise.resolve(
            // eslint-disable-next-line @typescript-eslint/no-require-imports
            require(join(repository, "index.ts")) as Record<string, unknown>,
        );
    };
}

/** Unloads the repository's own modules; packages hold the connection to the engine and stay. */
function forget(repository: string): void {
    for (const file of Object.keys(require.cache)) {
        const own = file.startsWith(repository + sep) && !file.includes(`${sep}node_modules${sep}`);
        if (own && !file.startsWith(join(repository, "rehearsal") + sep)) {
            Reflect.deleteProperty(require.cache, file);
        }
    }
}
