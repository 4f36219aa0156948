import { unknownValue, type Value } from "../../policies/engine/value";

/**
 * What the engine's events write for a value that is not known at preview.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const unknownMarks: ReadonlySet<unknown> = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "output<string>",
]);

/** Inputs as an event of the engine writes them, in the form that rules read. */
export function plainInputs(source: unknown): Value {
    if (unknownMarks.has(source)) {
        return unknownValue;
    }
    if (Array.isArray(source)) {
        return source.map(plainInputs);
    }
    if (typeof source === "object" && source !== null) {
        return Object.fromEntries(
            Object.entries(source).map(([key, value]) => [key, plainInputs(value)]),
        );
    }
    return source as Value;
}
