import * as pulumi from "@pulumi/pulumi";

/** One resource as it was registered: what a mock of the engine can see. */
export interface Recorded {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
    readonly custom: boolean;
}

export interface RecordOptions {
    readonly preview?: boolean;
    /** Stack configuration with full keys; `secret` names those that are encrypted. */
    readonly config?: Readonly<Record<string, string>>;
    readonly secretKeys?: readonly string[];
    /** Outputs that a provider would add to a resource's inputs. */
    readonly outputs?: (
        type: string,
        inputs: Readonly<Record<string, unknown>>,
    ) => Readonly<Record<string, unknown>>;
}

/**
 * Runs a program against mocks and returns every resource it registered, in order, after the last
 * one arrived.
 */
export async function record(
    build: () => unknown,
    options: RecordOptions = {},
): Promise<readonly Recorded[]> {
    const seen: Recorded[] = [];
    pulumi.runtime.setAllConfig({ ...options.config }, [...(options.secretKeys ?? [])]);
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs: raw, custom }) => {
                const inputs = raw as Record<string, unknown>;
                seen.push({ type, name, inputs, custom: custom ?? true });
                return {
                    id: `${name}-id`,
                    state: { ...inputs, ...options.outputs?.(type, inputs) },
                };
            },
            call: ({ inputs }) => inputs as Record<string, unknown>,
        },
        "homelab",
        "homelab",
        options.preview ?? false,
    );
    build();
    await pulumi.runtime.waitForRPCs();
    return seen;
}
