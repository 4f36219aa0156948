import * as pulumi from "@pulumi/pulumi";

import { hasToken, packageName, pick, version, withPlugin } from "./support";

const token = `pulumi:providers:${packageName}`;

/** Settings of a {@link Provider}. */
export interface ProviderArgs {
    /** @default "https://factory.talos.dev" */
    imageFactoryUrl?: pulumi.Input<string | undefined>;
}

/** The plugin with settings of its own, for `opts.provider`. */
export class Provider extends pulumi.ProviderResource {
    static readonly __pulumiType = packageName;

    declare readonly imageFactoryUrl: pulumi.Output<string | undefined>;

    constructor(name: string, args?: ProviderArgs, opts?: pulumi.ResourceOptions) {
        super(packageName, name, pick(args, ["imageFactoryUrl"]), withPlugin(opts));
    }

    /** True for a Provider of this or another copy of the SDK. */
    static override isInstance(obj: unknown): obj is Provider {
        return hasToken(obj, token);
    }

    /** The settings in the form a Terraform provider takes. */
    terraformConfig(): pulumi.Output<{ readonly result: Readonly<Record<string, unknown>> }> {
        return pulumi.runtime.call(`${token}/terraformConfig`, { __self__: this }, this);
    }
}

pulumi.runtime.registerResourcePackage(packageName, {
    version,
    constructProvider(name: string, type: string, urn: string) {
        if (type !== token) throw new Error(`unknown provider type ${type}`);

        return new Provider(name, undefined, { urn });
    },
});
