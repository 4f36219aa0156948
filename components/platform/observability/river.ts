/** The name of something that another block exports, e.g. `discovery.kubernetes.pods.targets`. */
export interface Reference {
    readonly ref: string;
}

export type RiverValue =
    | string
    | number
    | boolean
    | Reference
    | readonly RiverValue[]
    | { readonly object: Readonly<Record<string, RiverValue>> };

export interface Block {
    /** Kind of component, or name of a block inside one. */
    readonly kind: string;
    readonly label?: string;
    readonly attributes: Readonly<Record<string, RiverValue>>;
    readonly blocks: readonly Block[];
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names what another component exports. */
export function ref(name: string): Reference {
    return { ref: name };
}

/** A component: a block with a label that others refer to. */
export function component(
    kind: string,
    label: string,
    attributes: Block["attributes"],
    blocks: readonly Block[] = [],
): Block {
    return { kind, label, attributes, blocks };
}

/** A block inside a component. */
export function block(
    kind: string,
    attributes: Block["attributes"],
    blocks: readonly Block[] = [],
): Block {
    return { kind, attributes, blocks };
}

/**
 * Writes components in River, the language that Grafana Alloy and Grafana Agent's flow mode share.
 * The same components always give the same text.
 *
 * @throws Error naming a label or an attribute that River cannot spell.
 * @see https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/
 */
export function river(components: readonly Block[]): string {
    return components.map((one) => written(one, "")).join("\n");
}

function written({ kind, label, attributes, blocks }: Block, indent: string): string {
    const name = kind.split(".").map(identified).join(".");
    const head = label === undefined ? name : `${name} "${identified(label)}"`;
    const inside = `${indent}    `;
    const lines = [
        ...Object.entries(attributes).map(
            ([name, value]) => `${inside}${identified(name)} = ${valueText(value, inside)}\n`,
        ),
        ...blocks.map((one) => written(one, inside)),
    ];
    return lines.length === 0
        ? `${indent}${head} { }\n`
        : `${indent}${head} {\n${lines.join("")}${indent}}\n`;
}

function valueText(value: RiverValue, indent: string): string {
    if (typeof value === "string") {
        return quoted(value);
    }
    if (typeof value !== "object") {
        return String(value);
    }
    if ("ref" in value) {
        return value.ref.split(".").map(identified).join(".");
    }
    if ("object" in value) {
        const inside = `${indent}    `;
        const entries = Object.entries(value.object).map(
            ([key, item]) => `${inside}${quoted(key)} = ${valueText(item, inside)},\n`,
        );
        return entries.length === 0 ? "{}" : `{\n${entries.join("")}${indent}}`;
    }
    return `[${value.map((item) => valueText(item, indent)).join(", ")}]`;
}

/** River's strings have Go's escapes, of which JSON's are a part. */
function quoted(text: string): string {
    return JSON.stringify(text);
}

function identified(name: string): string {
    if (!identifier.test(name)) {
        throw new Error(`"${name}" is no name in River: use letters, digits and _`);
    }
    return name;
}
