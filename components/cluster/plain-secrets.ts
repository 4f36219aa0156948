import * as pulumi from "@pulumi/pulumi";

/**
 * The value without the engine's markers. A secret within a secret keeps its own when the outer one
 * is opened, and would be written out with it.
 */
export function plainSecrets(value: unknown): unknown {
    if (pulumi.runtime.isRpcSecret(value)) {
        return plainSecrets(pulumi.runtime.unwrapRpcSecret(value));
    }
    if (Array.isArray(value)) {
        return value.map(plainSecrets);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainSecrets(item)]))
        : value;
}
