import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sealedSecretFiles } from "./sealed-secret-files";

/**
 * Writes every SealedSecret of the stack below `sealed/`, for Git. Reads `pulumi stack export` from
 * standard input; it holds the ciphertext only, so no passphrase is needed.
 *
 *     pulumi stack export | npm run --silent seal
 */
function main(): void {
    const files = sealedSecretFiles(JSON.parse(readFileSync(0, "utf8")) as unknown);
    // The folder mirrors the stack: what the stack no longer has must not linger.
    rmSync("sealed", { recursive: true, force: true });
    for (const [path, text] of Object.entries(files)) {
        const file = join("sealed", path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        console.log(file);
    }
}

main();
