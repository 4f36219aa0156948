import { join } from "node:path";
import { askBy } from "./images/registry";
import { pinImages } from "./images/report";

/**
 * Asks the registries for every image that the sources name, and appends the digest to those that
 * are named by a tag alone; with `--check` nothing is written. Exits with 1 where a registry could
 * not be asked or lacks what is named, and where `--check` finds an image without its digest.
 *
 *     node -r ts-node/register/transpile-only commands/pin-images.ts [--check]
 */
const root = join(__dirname, "..");
const { text, isFailure } = pinImages(root, askBy("crane"), {
    isCheck: process.argv.includes("--check"),
});
console.log(text);
process.exitCode = isFailure ? 1 : 0;
