/**
 * What every resource and function of the package does alike: it pins the plugin it belongs to,
 * passes on the properties it knows and no others, and marks what is secret.
 */

import * as pulumi from "@pulumi/pulumi";

/** Name of the package, the first part of every type token. */
export const packageName = "talos";

/** Version of the `talos` plugin these shapes belong to. */
export const version = "0.8.1";

/** Where Pulumi looks for the plugin when it is not installed. */
export const pluginDownloadURL = "github://api.github.com/pulumiverse";

/** A shape as a caller may write it: every value, at every depth, may be an output. */
export type Inputs<T> = T extends readonly (infer E)[]
    ? pulumi.Input<Inputs<E>>[]
    : T extends object
      ? { [K in keyof T]: pulumi.Input<Inputs<T[K]>> }
      : T;

/** What the SDK knows of a resource's properties, beside their TypeScript types. */
export interface ResourceShape {
    readonly token: string;
    readonly inputs: readonly string[];
    readonly required?: readonly string[];
    readonly secretInputs?: readonly string[];
    /** Properties only the provider sets. */
    readonly outputs?: readonly string[];
    readonly secretOutputs?: readonly string[];
}

/** A resource of the package: its properties and options come out of its shape. */
export abstract class TalosResource extends pulumi.CustomResource {
    constructor(
        shape: ResourceShape,
        name: string,
        argsOrState: object | undefined,
        opts: pulumi.CustomResourceOptions = {},
    ) {
        const given = { ...argsOrState } as pulumi.Inputs;
        const props =
            opts.id === undefined ? fromArgs(shape, given, opts) : fromState(shape, given);
        super(shape.token, name, props, secretOutputs(shape, withPlugin(opts)));
    }
}

function fromState(shape: ResourceShape, state: pulumi.Inputs): pulumi.Inputs {
    return pick(state, [...shape.inputs, ...(shape.outputs ?? [])]);
}

function fromArgs(
    shape: ResourceShape,
    args: pulumi.Inputs,
    opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
    // A resource that is only being referred to by its URN has no arguments.
    const required = opts.urn === undefined ? (shape.required ?? []) : [];
    for (const name of required) {
        if (args[name] === undefined) throw new Error(`Missing required property '${name}'`);
    }

    const props = pick(args, shape.inputs);
    for (const name of shape.secretInputs ?? []) {
        props[name] = props[name] ? pulumi.secret(props[name]) : undefined;
    }
    for (const name of shape.outputs ?? []) props[name] = undefined;

    return props;
}

function secretOutputs(
    shape: ResourceShape,
    opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
    const names = shape.secretOutputs ?? [];

    return names.length === 0
        ? opts
        : pulumi.mergeOptions(opts, { additionalSecretOutputs: [...names] });
}

/** Options with the plugin's version and address, unless the caller names others. */
export function withPlugin<O extends pulumi.ResourceOptions | pulumi.InvokeOptions>(opts?: O): O {
    return pulumi.mergeOptions({ version, pluginDownloadURL }, opts ?? {}) as O;
}

/** The named properties of an object; a name it lacks is present and undefined. */
export function pick(from: object | undefined, names: readonly string[]): pulumi.Inputs {
    const all = { ...from } as pulumi.Inputs;

    return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** Calls a function of the provider with plain arguments. */
export function invoke<R>(
    token: string,
    names: readonly string[],
    args: object | undefined,
    opts?: pulumi.InvokeOptions,
): Promise<R> {
    return pulumi.runtime.invoke(token, pick(args, names), withPlugin(opts)) as Promise<R>;
}

/** Calls a function of the provider once its arguments are known. */
export function invokeOutput<R>(
    token: string,
    names: readonly string[],
    args: object | undefined,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<R> {
    return pulumi.runtime.invokeOutput<R>(token, pick(args, names), withPlugin(opts));
}

/** True for an object made by this class, in this copy of the SDK or another. */
export function hasToken(obj: unknown, token: string): boolean {
    return (obj as { __pulumiType?: unknown } | null | undefined)?.__pulumiType === token;
}

/** Lets the engine make a resource object of a reference it holds, by its URN. */
export function registerResource(
    token: string,
    construct: (name: string, opts: { urn: pulumi.URN }) => pulumi.Resource,
): void {
    const module = token.split(":")[1] ?? "";
    pulumi.runtime.registerResourceModule(packageName, module, {
        version,
        construct(name, type, urn) {
            if (type !== token) throw new Error(`unknown resource type ${type}`);

            return construct(name, { urn });
        },
    });
}
