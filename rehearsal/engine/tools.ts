import { execFileSync } from "node:child_process";
import { join } from "node:path";

const builder = join(__dirname, "..", "..", "tools", "build.sh");

/**
 * Path of a program that `make tools` has built, or, for `pulumi`, that is on PATH and new enough.
 *
 * @throws Error saying what to run when it is not there.
 */
export function toolPath(name: string): string {
    const folder = execFileSync(builder, ["--print", name], { encoding: "utf8" }).trim();
    return join(folder, name);
}
