import requireFromString from "require-from-string";
import type { ResourceKind, StandIn } from "../provider/stand-in";
import { type Fields, hasUnknown, text } from "../provider/value";

/** The methods of a dynamic provider that the program's own ones have. */
interface DynamicProvider {
    create(inputs: Fields): Promise<{ id: string; outs?: Fields }>;
    diff?(
        id: string,
        olds: Fields,
        news: Fields,
    ): Promise<{ changes?: boolean; replaces?: string[] }>;
    update?(id: string, olds: Fields, news: Fields): Promise<{ outs?: Fields }>;
    delete?(id: string, outputs: Fields): Promise<void>;
}

/** Stands for a dynamic resource whose own code would use the network: its outputs by its inputs. */
export type Substitute = (inputs: Fields) => { readonly id: string; readonly outs: Fields };

/** Property that carries the code of a dynamic resource. */
const codeKey = "__provider";

/**
 * Plays the host of dynamic resources: runs the code that the program sent along, as the real one
 * does.
 *
 * @param substitutes by resource type, e.g. `pulumi-nodejs:dynamic/homelab:PinnedManifest`.
 */
export function dynamic(substitutes: Readonly<Record<string, Substitute>>): StandIn {
    const loaded = new Map<string, DynamicProvider>();
    const providerOf = (type: string, inputs: Fields): DynamicProvider => {
        const code = text(inputs[codeKey]);
        if (code === undefined) {
            throw new Error(`${type}: the program sent no code for this dynamic resource.`);
        }
        const known = loaded.get(code);
        const provider = known ?? (requireFromString(code) as Handler).handler();
        loaded.set(code, provider);
        return provider;
    };
    const kind = (type: string): ResourceKind => {
        const substitute = substitutes[type];
        const use = (inputs: Fields) =>
            substitute === undefined
                ? providerOf(type, inputs)
                : substituted(substitute, providerOf(type, inputs));
        const withCode = (outs: Fields | undefined, inputs: Fields): Fields => ({
            ...outs,
            [codeKey]: inputs[codeKey] ?? null,
        });
        return {
            create: async ({ inputs }) => {
                const { id, outs } = await use(inputs).create(inputs);
                return { id, outputs: withCode(outs, inputs) };
            },
            changes: async ({ id, inputs, outputs }) => {
                const provider = use(inputs);
                if (provider.diff === undefined || hasUnknown(inputs)) {
                    return { changed: true, replaces: [] };
                }
                const { changes, replaces = [] } = await provider.diff(id, outputs, inputs);
                return { changed: changes !== false, replaces };
            },
            update: async ({ id, inputs, outputs }) => {
                const outs = (await use(inputs).update?.(id, outputs, inputs))?.outs;
                return withCode(outs, inputs);
            },
            delete: async ({ id, inputs, outputs }) => {
                await use(inputs).delete?.(id, outputs);
            },
        };
    };
    return { name: "pulumi-nodejs", version: "0.0.0", kind };
}

interface Handler {
    handler(): DynamicProvider;
}

function substituted(substitute: Substitute, own: DynamicProvider): DynamicProvider {
    return {
        ...own,
        create: (inputs) => Promise.resolve(substitute(inputs)),
        update: (_id, _olds, news) => Promise.resolve(substitute(news)),
    };
}
