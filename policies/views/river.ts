/** A block of a collector's pipeline, as far as rules read it. */
export interface RiverBlock {
    /** `loki.source.kubernetes`, or the name of a block inside one. */
    readonly kind: string;
    readonly label: string;
    /** What each attribute is made of, in order, whatever joins it. */
    readonly attributes: ReadonlyMap<string, RiverValue>;
    readonly blocks: readonly RiverBlock[];
}

interface RiverValue {
    readonly texts: readonly string[];
    /** Names of what other components export. */
    readonly names: readonly string[];
}

const token =
    /[ \t\r]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|("(?:[^"\\\n]|\\.)*"|`[^`]*`)|([A-Za-z_][\w.]*)|([\s\S])/g;

interface Token {
    readonly sort: "text" | "name" | "sign";
    readonly value: string;
}

function tokensOf(source: string): readonly Token[] {
    return [...source.matchAll(token)].flatMap(([, text, name, sign]): Token[] => {
        if (text !== undefined) {
            return [{ sort: "text", value: unquoted(text) }];
        }
        if (name !== undefined) {
            return [{ sort: "name", value: name }];
        }
        return sign === undefined ? [] : [{ sort: "sign", value: sign }];
    });
}

/** River's strings have Go's escapes, of which JSON's are a part; others stay as they are. */
function unquoted(text: string): string {
    try {
        return text.startsWith('"') ? (JSON.parse(text) as string) : text.slice(1, -1);
    } catch {
        return text.slice(1, -1);
    }
}

/**
 * Reads a pipeline in River, the language of Grafana Alloy and of Grafana Agent's flow mode. What is
 * no River gives whatever blocks can be made out.
 *
 * @see https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/
 */
export function readRiver(source: string): readonly RiverBlock[] {
    return new Reader(tokensOf(source)).blocks();
}

const opening = ["{", "[", "("];
const closing = ["}", "]", ")"];

class Reader {
    readonly #tokens: readonly Token[];
    #at = 0;

    constructor(tokens: readonly Token[]) {
        this.#tokens = tokens;
    }

    blocks(): readonly RiverBlock[] {
        return this.#body().blocks;
    }

    /** Everything up to the brace that closes what was opened last. */
    #body(): Pick<RiverBlock, "attributes" | "blocks"> {
        const attributes = new Map<string, RiverValue>();
        const blocks: RiverBlock[] = [];
        for (let next = this.#take(); next !== undefined; next = this.#take()) {
            if (next.value === "}" && next.sort === "sign") {
                break;
            }
            if (next.sort !== "name") {
                continue;
            }
            const label = this.#peek()?.sort === "text" ? (this.#take()?.value ?? "") : "";
            if (this.#isSign("{")) {
                this.#take();
                blocks.push({ kind: next.value, label, ...this.#body() });
            } else if (this.#isSign("=")) {
                this.#take();
                attributes.set(next.value, this.#value());
            }
        }
        return { attributes, blocks };
    }

    /** An expression ends with its line, unless something is open. */
    #value(): RiverValue {
        const texts: string[] = [];
        const names: string[] = [];
        let depth = 0;
        for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
            const sign = next.sort === "sign" ? next.value : "";
            if (depth === 0 && (sign === "\n" || sign === "}")) {
                break;
            }
            this.#take();
            depth += opening.includes(sign) ? 1 : closing.includes(sign) ? -1 : 0;
            if (next.sort !== "sign") {
                (next.sort === "text" ? texts : names).push(next.value);
            }
        }
        return { texts, names };
    }

    #isSign(sign: string): boolean {
        const next = this.#peek();
        return next?.sort === "sign" && next.value === sign;
    }

    #peek(): Token | undefined {
        return this.#tokens[this.#at];
    }

    #take(): Token | undefined {
        const next = this.#tokens[this.#at];
        this.#at += 1;
        return next;
    }
}
