import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Subject } from "./stand-in";
import type { Datacenter } from "../datacenter/datacenter";
import { decode } from "./wire";
import { type Properties, type Value, hasUnknown } from "./value";
import { valueAt } from "./path";

/** Reads a protobuf struct of a request; absent means empty. */
export function propertiesOf(struct: Struct | undefined): Properties {
    return decode(struct?.toJavaScript() ?? {});
}

/** The resource that a URN names: `urn:pulumi:stack::project::parent$type::name`. */
export function subjectOf(urn: string, datacenter: Datacenter): Subject {
    const [, , chain = "", ...name] = urn.split("::");
    return {
        urn,
        type: chain.split("$").at(-1) ?? "",
        name: name.join("::"),
        datacenter,
    };
}

/** Refuses what no provider could act on: values that the engine has not resolved. */
export function refuseUnknown(subject: Subject, { fields }: Properties): void {
    const unknown = Object.keys(fields).filter((key) => hasUnknown(fields[key]));
    if (unknown.length > 0) {
        throw new Error(
            `${subject.type} ${subject.name}: the value of ${unknown.join(", ")} is unknown outside a preview.`,
        );
    }
}

const shortestRedacted = 6;

/** Takes the secret values of a request out of a text that will be shown. */
export function redact(message: string, ...sources: readonly Properties[]): string {
    const values = sources.flatMap(({ fields, secrets }) =>
        secrets.flatMap((path) => strings(valueAt(fields, path))),
    );
    return values
        .filter((value) => value.length >= shortestRedacted)
        .sort((a, b) => b.length - a.length) // one secret may begin with another
        .reduce((shown, value) => shown.replaceAll(value, "[secret]"), message);
}

function strings(value: Value | undefined): string[] {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
