import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

export interface DestroyGuardArgs {
    /** Everything that must not go. */
    readonly guarded: readonly pulumi.Resource[];
    readonly protected: boolean;
}

/**
 * Refuses `pulumi destroy` before anything is deleted. Pulumi deletes in rounds, what stands on the
 * longest chain of dependencies first, and stops after a round in which it met a protected resource;
 * this one depends on everything, so it is alone in the first round. The value it holds means nothing.
 *
 * It can only be registered last: a resource depends on what exists when it is registered, and one
 * that depends on nothing is deleted last. Until the first update has ended, the preview that
 * `pulumi destroy` begins with refuses, because it meets whatever is protected; with `--skip-preview`
 * nothing does. See docs/decisions/0063-leave-half-built-stacks-to-the-preview.md.
 */
export class DestroyGuard extends pulumi.ComponentResource {
    constructor(name: string, args: DestroyGuardArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:index:DestroyGuard", name, { protected: args.protected }, opts);

        new random.RandomUuid(
            name,
            {},
            { parent: this, protect: args.protected, dependsOn: [...args.guarded] },
        );
        this.registerOutputs({ protected: args.protected });
    }
}
