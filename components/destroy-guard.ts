import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

export interface DestroyGuardArgs {
    /** Everything that must not go. */
    readonly guarded: readonly pulumi.Resource[];
    readonly protected: boolean;
}

/**
 * Refuses `pulumi destroy` before anything is deleted. Pulumi deletes what nothing depends on
 * first and stops at the first protected resource; this one depends on everything, so it is that
 * first one. The value it holds means nothing.
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
