import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apps } from "../apps";
import type { AnyApp } from "../catalogue/app-spec";
import { runningApps } from "../catalogue/running-apps";
import { checkStackFile } from "../config/check-stack-file";
import type { Outcome } from "./engine/outcome";
import { type Place, placesOf } from "./real/isolation/places";
import { Rehearsal, type RehearsalArgs } from "./rehearsal";
import { rehearsedSecrets } from "./rehearsed-secrets";
import { shippedProgram } from "./shipped-program";
import { readStackConfig } from "./stack-file";

/** The shipped stack, as a rehearsal takes it; its encrypted values are replaced by made-up ones. */
export function shippedStack(
    repository: string,
): Required<Pick<RehearsalArgs, "program" | "config" | "secrets">> {
    const file = join(repository, "Pulumi.homelab.yaml");
    const config = checkStackFile(readFileSync(file, "utf8"), apps);
    return {
        program: shippedProgram(repository),
        config: readStackConfig(file),
        secrets: rehearsedSecrets(config, apps),
    };
}

/** The apps that the shipped configuration switches on, each as its options make it. */
export function shippedApps(repository: string): readonly AnyApp[] {
    const file = join(repository, "Pulumi.homelab.yaml");
    return runningApps(apps, checkStackFile(readFileSync(file, "utf8"), apps).apps);
}

/** The addresses that the shipped configuration knows. */
export function shippedPlaces(repository: string): readonly Place[] {
    const file = join(repository, "Pulumi.homelab.yaml");
    return placesOf(checkStackFile(readFileSync(file, "utf8"), apps));
}

/**
 * Previews the shipped stack on the real engine, unjudged.
 *
 * @throws Error with the engine's complaint.
 */
export async function previewShipped(repository: string): Promise<Outcome> {
    const rehearsal = await Rehearsal.open(shippedStack(repository));
    try {
        const outcome = await rehearsal.stack.preview();
        if (!outcome.succeeded) {
            throw new Error(outcome.error);
        }
        return outcome;
    } finally {
        await rehearsal.close();
    }
}
