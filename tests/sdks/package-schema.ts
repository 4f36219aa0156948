import { readFileSync } from "node:fs";

import type { Properties, Property, Shape } from "./type-reader";

interface SchemaProperty {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: SchemaProperty;
    readonly secret?: boolean;
}

interface SchemaObject {
    readonly properties?: Readonly<Record<string, SchemaProperty>>;
    readonly required?: readonly string[];
    readonly language?: { readonly nodejs?: { readonly requiredOutputs?: readonly string[] } };
}

/** A resource, as a Pulumi package schema describes it. */
export interface SchemaResource extends SchemaObject {
    readonly inputProperties?: Readonly<Record<string, SchemaProperty>>;
    readonly requiredInputs?: readonly string[];
    readonly stateInputs?: SchemaObject;
}

/** A function, as a Pulumi package schema describes it. */
export interface SchemaFunction {
    readonly inputs?: SchemaObject;
    readonly outputs?: SchemaObject;
}

/** The parts of a Pulumi package schema the contract is about. */
export interface PackageSchema {
    readonly name: string;
    readonly pluginDownloadURL: string;
    readonly types: Readonly<Record<string, SchemaObject>>;
    readonly resources: Readonly<Record<string, SchemaResource>>;
    readonly functions: Readonly<Record<string, SchemaFunction>>;
    readonly provider: SchemaResource;
}

/** How nested objects are written: plain, for inputs that may be outputs, or as results. */
export type Form = "plain" | "input" | "result";

/** Reads a package schema file. */
export function readSchema(path: string): PackageSchema {
    return JSON.parse(readFileSync(path, "utf8")) as PackageSchema;
}

/** The properties of an object of the schema, in the shape {@link TypeReader} gives types. */
export function shapeOf(schema: PackageSchema, object: SchemaObject, form: Form): Properties {
    const outputs = object.language?.nodejs?.requiredOutputs;
    const required = (form === "result" ? outputs : undefined) ?? object.required ?? [];
    const described: Record<string, Property> = {};
    for (const [name, property] of Object.entries(object.properties ?? {})) {
        described[name] = {
            optional: !required.includes(name),
            input: form === "input",
            type: valueShape(schema, property, form),
        };
    }

    return described;
}

function valueShape(schema: PackageSchema, property: SchemaProperty, form: Form): Shape {
    if (property.$ref !== undefined) {
        const token = property.$ref.replace(/^#\/?types\//, "");
        const object = schema.types[token];
        if (!object) throw new Error(`the schema has no type ${token}`);

        return shapeOf(schema, object, form);
    }
    if (property.items) {
        const type = valueShape(schema, property.items, form);

        return [{ input: form === "input", type }];
    }

    return property.type === "integer" ? "number" : (property.type ?? "unknown");
}

/** Names of the secret properties, sorted. */
export function secretsOf(properties: Readonly<Record<string, SchemaProperty>> = {}): string[] {
    return Object.entries(properties)
        .filter(([, { secret }]) => secret === true)
        .map(([name]) => name)
        .sort();
}

/** A value of each property's type, to call the SDK with. */
export function sampleOf(properties: Properties): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(properties).map(([name, { type }]) => [name, sampleValue(type)]),
    );
}

function sampleValue(shape: Shape): unknown {
    if (shape === "string") return "text";
    if (shape === "number") return 7;
    if (shape === "boolean") return true;
    if (Array.isArray(shape))
        return shape.map((element: { type: Shape }) => sampleValue(element.type));

    return sampleOf(shape as Properties);
}
