import * as sdk from "@pulumi/policy/deserialize";

type Unpack = (message: object, keepSecrets: boolean) => unknown;

/** What the SDK's module holds, though its types do not say so. */
interface Unpacking {
    deserializeProperties?: Unpack;
}

/**
 * Makes the SDK unpack each message from the engine once. By itself it unpacks the properties of
 * every resource anew for every rule, which costs more than all rules together; rules only read,
 * so they can share one copy. Where an update of the SDK moves the function, nothing is saved and
 * nothing breaks.
 */
export function unpackOnce(module: Unpacking = sdk): void {
    const unpack = module.deserializeProperties;
    if (unpack === undefined) {
        return;
    }
    const plain = new WeakMap<object, unknown>();
    module.deserializeProperties = (message, keepSecrets) => {
        // Marked secrets are asked for once only, and the engine's message may be missing.
        if (keepSecrets || typeof message !== "object") {
            return unpack(message, keepSecrets);
        }
        if (!plain.has(message)) {
            plain.set(message, unpack(message, keepSecrets));
        }
        return plain.get(message);
    };
}
