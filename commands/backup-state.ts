import { readFileSync } from "node:fs";
import { writeStateCopy } from "./state-copy";

/**
 * Writes a dated copy of the stack's state. Reads `pulumi stack export` from standard input; no
 * passphrase is needed, for nothing is decrypted.
 *
 *     pulumi stack export | node -r ts-node/register/transpile-only commands/backup-state.ts STACK FOLDER
 */
function main([stack, folder]: readonly string[]): void {
    if (stack === undefined || folder === undefined) {
        throw new Error("Say where to: make backup-state TO=/path/of/a/folder");
    }
    console.log(writeStateCopy(readFileSync(0, "utf8"), { folder, stack, time: new Date() }));
}

try {
    main(process.argv.slice(2));
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
}
