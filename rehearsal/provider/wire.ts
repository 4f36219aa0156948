import { secretMarker } from "../../shared/secret-marker";
import { setAt } from "./path";
import {
    copy,
    type Fields,
    isFields,
    type Path,
    type Properties,
    UNKNOWN,
    type Value,
} from "./value";

/*
 * The engine's encoding of special values inside protobuf structs.
 * See sdk/go/common/resource/plugin/rpc.go and sdk/go/common/resource/properties.go of pulumi/pulumi.
 */
const { key: signatureKey, secret: secretSignature } = secretMarker;
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownSentinels = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string, and untyped
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);
const untypedUnknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Reads a decoded protobuf struct: secrets become paths, sentinels become {@link UNKNOWN}. */
export function decode(wire: Readonly<Record<string, unknown>>): Properties {
    const secrets: Path[] = [];
    const fields: Fields = {};
    for (const [key, value] of Object.entries(wire)) {
        fields[key] = decodeValue(value, [key], secrets);
    }
    return { fields, secrets };
}

function decodeValue(wire: unknown, path: Path, secrets: Path[]): Value {
    if (typeof wire === "string") {
        return unknownSentinels.has(wire) ? UNKNOWN : wire;
    }
    if (
        wire === null ||
        wire === undefined ||
        typeof wire === "number" ||
        typeof wire === "boolean"
    ) {
        return wire ?? null;
    }
    if (Array.isArray(wire)) {
        return wire.map((item, i) => decodeValue(item, [...path, i], secrets));
    }
    const object = wire as Record<string, unknown>;
    const signature = object[signatureKey];
    if (signature === secretSignature || signature === outputSignature) {
        if (signature === secretSignature || object["secret"] === true) {
            secrets.push(path);
        }
        return "value" in object ? decodeValue(object["value"], path, secrets) : UNKNOWN;
    }
    const fields: Fields = {};
    for (const [key, value] of Object.entries(object)) {
        fields[key] = decodeValue(value, [...path, key], secrets);
    }
    return fields;
}

/** Writes properties for the engine; a secret inside a secret is wrapped once, at the outside. */
export function encode({ fields, secrets }: Properties): Record<string, unknown> {
    const plain = encodePlain(copy(fields)) as Fields;
    const outermost = [...secrets].sort((a, b) => b.length - a.length);
    for (const path of outermost) {
        wrap(plain, path);
    }
    return plain;
}

function encodePlain(value: Value): Value {
    if (value === UNKNOWN) {
        return untypedUnknown;
    }
    if (Array.isArray(value)) {
        return value.map(encodePlain);
    }
    return isFields(value)
        ? Object.fromEntries(Object.entries(value).map(([key, v]) => [key, encodePlain(v)]))
        : value;
}

function wrap(root: Fields, path: Path): void {
    let value: Value | undefined = root;
    for (const part of path) {
        if (Array.isArray(value) && typeof part === "number") {
            value = value[part];
        } else {
            value = isFields(value) ? value[part] : undefined;
        }
    }
    if (value === undefined || (isFields(value) && value[signatureKey] === secretSignature)) {
        return;
    }
    setAt(root, path, { [signatureKey]: secretSignature, value: unwrapInside(value) });
}

function unwrapInside(value: Value): Value {
    if (Array.isArray(value)) {
        return value.map(unwrapInside);
    }
    if (!isFields(value)) {
        return value;
    }
    if (value[signatureKey] === secretSignature) {
        return unwrapInside(value["value"] ?? null);
    }
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, unwrapInside(v)]));
}
