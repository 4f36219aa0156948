import type * as pulumi from "@pulumi/pulumi";

import { hasToken, registerResource, TalosResource } from "../support";

const shape = {
    token: "talos:imageFactory/schematic:Schematic",
    inputs: ["schematic"],
};

/** Arguments of a {@link Schematic}. */
export interface SchematicArgs {
    /**
     * What the images of this schematic hold beside Talos, as YAML.
     *
     * @default nothing
     */
    schematic?: pulumi.Input<string | undefined>;
}

/** What {@link Schematic.get} may look for. */
export type SchematicState = SchematicArgs;

/** A schematic registered with Image Factory; its `id` is the hash that `getUrls` asks for. */
export class Schematic extends TalosResource {
    static readonly __pulumiType = shape.token;

    declare readonly schematic: pulumi.Output<string | undefined>;

    constructor(name: string, args?: SchematicArgs, opts?: pulumi.CustomResourceOptions) {
        super(shape, name, args, opts);
    }

    /** Reads a resource that exists. */
    static get(
        name: string,
        id: pulumi.Input<pulumi.ID>,
        state?: SchematicState,
        opts?: pulumi.CustomResourceOptions,
    ): Schematic {
        return new Schematic(name, state, { ...opts, id });
    }

    /** True for a Schematic of this or another copy of the SDK. */
    static override isInstance(obj: unknown): obj is Schematic {
        return hasToken(obj, shape.token);
    }
}

registerResource(shape.token, (name, opts) => new Schematic(name, undefined, opts));
