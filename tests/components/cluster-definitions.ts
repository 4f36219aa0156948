import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { parseAllDocuments } from "yaml";
import { repository } from "../support/shipped-program";
import { isTree, type Tree } from "./recorded";

/** Definitions of kinds to look at, kept beside the repository; elsewhere they may be absent. */
export const definitionsFolder = join(repository, "../shared/crds");

export const haveDefinitions = existsSync(definitionsFolder);

interface Definition {
    readonly kind: string;
    readonly spec: {
        readonly group: string;
        readonly names: { readonly kind: string };
        readonly versions: readonly {
            readonly name: string;
            readonly schema: { readonly openAPIV3Schema: Tree };
        }[];
    };
}

/** Files are big: only those of the wanted groups are read. */
export function validatorsOf(files: RegExp): ReadonlyMap<string, ValidateFunction> {
    const validators = new Map<string, ValidateFunction>();
    for (const file of readdirSync(definitionsFolder).filter((name) => files.test(name))) {
        const text = readFileSync(join(definitionsFolder, file), "utf8");
        for (const document of parseAllDocuments(text)) {
            const { kind, spec } = (document.toJS() ?? {}) as Definition;
            if (kind === "CustomResourceDefinition") {
                for (const version of spec.versions) {
                    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
                    validators.set(
                        `${spec.group}/${version.name}/${spec.names.kind}`,
                        ajv.compile(closed(version.schema.openAPIV3Schema) as Tree),
                    );
                }
            }
        }
    }
    return validators;
}

/**
 * The schema as the API server applies it: what is not named is dropped without a word, so here it
 * is refused; a number may stand where a text may.
 */
function closed(schema: unknown): unknown {
    if (Array.isArray(schema)) {
        return schema.map(closed);
    }
    if (!isTree(schema)) {
        return schema;
    }
    const inner = Object.fromEntries(Object.entries(schema).map(([k, v]) => [k, closed(v)]));
    const { properties } = schema;
    const isObject = schema["type"] === "object" && isTree(properties);
    const open =
        schema["x-kubernetes-preserve-unknown-fields"] === true ||
        schema["additionalProperties"] !== undefined ||
        (isTree(properties) && isTree(properties["apiVersion"]) && isTree(properties["spec"]));
    if (schema["x-kubernetes-int-or-string"] === true) {
        return { anyOf: [{ type: "integer" }, { type: "string" }] };
    }
    return isObject && !open ? { ...inner, additionalProperties: false } : inner;
}
