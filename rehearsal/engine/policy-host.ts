import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scratch } from "./scratch";

/**
 * Lets the engine start policy packs. The program that does so is part of Pulumi's download, which
 * a CLI built from source lacks; what it does is run a script of `@pulumi/pulumi`.
 */
export function installPolicyHost(scratch: Scratch): void {
    const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const file = join(scratch.programs, "pulumi-analyzer-policy-nodejs");
    writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, {
        mode: 0o700,
    });
}
