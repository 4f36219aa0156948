import type { Deployment } from "@pulumi/pulumi/automation";
import { secretMarker } from "../../shared/secret-marker";

/** A resource in a stack's state, its secrets readable. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
}

const { key: signatureKey } = secretMarker;

/** The resources of a state that was exported with its secrets shown. */
export function resourcesIn(shown: Deployment): readonly StateResource[] {
    const { resources = [] } = shown.deployment as { resources?: Partial<StateResource>[] };
    return resources.map(({ urn = "", type = "", inputs, outputs }) => ({
        urn,
        type,
        inputs: opened(inputs ?? {}) as Record<string, unknown>,
        outputs: opened(outputs ?? {}) as Record<string, unknown>,
    }));
}

function opened(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(opened);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const { [signatureKey]: signature, plaintext, value: inner } = value as Record<string, unknown>;
    if (signature !== undefined) {
        return opened(typeof plaintext === "string" ? JSON.parse(plaintext) : inner);
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, opened(part)]));
}
