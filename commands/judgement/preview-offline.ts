import { join } from "node:path";
import { Rehearsal } from "../../rehearsal/rehearsal";
import { shippedStack } from "../../rehearsal/shipped-stack";
import type { Preview } from "./preview-stack";

/**
 * Previews the shipped stack in front of the embedded datacenter, where nothing exists yet: no
 * cluster, no account and no secret is needed, and nothing there can be lost.
 */
export async function previewOffline(repository: string): Promise<Preview> {
    const shipped = shippedStack(repository);
    const rehearsal = await Rehearsal.open({
        ...shipped,
        policyPack: join(repository, "policies"),
    });
    try {
        const outcome = await rehearsal.stack.preview();
        return { outcome, state: { deployment: null }, config: shipped.config };
    } finally {
        await rehearsal.close();
    }
}
