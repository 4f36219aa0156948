import { join, sep } from "node:path";
import { REGISTER_INSTANCE } from "ts-node";
import type { PulumiFn } from "@pulumi/pulumi/automation";

/** The program in index.ts, loaded anew for each run as `pulumi` does; its exports are the outputs. */
export function shippedProgram(repository: string): PulumiFn {
    compileOnce();
    return () => {
        forget(repository);
        return Promise.resolve(
            // eslint-disable-next-line @typescript-eslint/no-require-imports
            require(join(repository, "index.ts")) as Record<string, unknown>,
        );
    };
}

/** Keeps what the compiler makes of a file, so that loading the program anew costs no second run. */
function compileOnce(): void {
    // Absent where something else than ts-node compiles.
    const service = process[REGISTER_INSTANCE];
    if (service === undefined) {
        return;
    }
    const compile = service.compile.bind(service);
    const known = new Map<string, { readonly code: string; readonly compiled: string }>();
    service.compile = (code, fileName, lineOffset) => {
        const before = known.get(fileName);
        if (before?.code === code) {
            return before.compiled;
        }
        const compiled = compile(code, fileName, lineOffset);
        known.set(fileName, { code, compiled });
        return compiled;
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
