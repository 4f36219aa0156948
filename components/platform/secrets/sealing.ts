import * as pulumi from "@pulumi/pulumi";
import { seal } from "./seal";

interface SealingInputs {
    readonly certificate: string;
    readonly namespace: string;
    readonly name: string;
    readonly values: Record<string, string>;
}

interface SealingOutputs extends SealingInputs {
    readonly sealed: Record<string, string>;
}

/**
 * Seals on create and keeps the ciphertext in state, because sealing the same value twice gives
 * different bytes. Later runs seal anew only what changed.
 */
const provider: pulumi.dynamic.ResourceProvider<SealingInputs, SealingOutputs> = {
    create(inputs) {
        const sealed = Object.fromEntries(
            Object.entries(inputs.values).map(([key, value]) => [
                key,
                seal(inputs.certificate, inputs, value),
            ]),
        );
        return Promise.resolve({
            id: `${inputs.namespace}/${inputs.name}`,
            outs: { ...inputs, sealed },
        });
    },
    diff(_id, olds, news) {
        const moved = (["certificate", "namespace", "name"] as const).filter(
            (key) => olds[key] !== news[key],
        );
        const keys = new Set([...Object.keys(olds.values), ...Object.keys(news.values)]);
        const changed = [...keys].some((key) => olds.values[key] !== news.values[key]);
        return Promise.resolve({ changes: moved.length > 0 || changed, replaces: [...moved] });
    },
    update(_id, olds, news) {
        const sealed = Object.fromEntries(
            Object.entries(news.values).map(([key, value]) => {
                const kept = olds.values[key] === value ? olds.sealed[key] : undefined;
                return [key, kept ?? seal(news.certificate, news, value)];
            }),
        );
        return Promise.resolve({ outs: { ...news, sealed } });
    },
};

export interface SealingArgs {
    /** Certificate of the sealing key, PEM. */
    readonly certificate: pulumi.Input<string>;
    readonly namespace: string;
    readonly name: string;
    /** Plaintext by key; kept as secrets in state. */
    readonly values: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The ciphertext of one SealedSecret, stable from run to run. */
export class Sealing extends pulumi.dynamic.Resource {
    declare readonly sealed: pulumi.Output<Record<string, string>>;

    constructor(name: string, args: SealingArgs, opts: pulumi.CustomResourceOptions) {
        super(
            provider,
            name,
            {
                certificate: args.certificate,
                namespace: args.namespace,
                name: args.name,
                values: pulumi.secret(args.values),
                sealed: undefined,
            },
            { ...opts, additionalSecretOutputs: ["values"] },
            "homelab",
            "Sealing",
        );
    }
}
