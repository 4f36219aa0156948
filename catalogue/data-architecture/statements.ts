/** What form a statement of data-architecture.md has. */
export type StatementKind = "system" | "edge" | "row" | "item" | "code";

/** One thing that data-architecture.md says. */
export interface Statement {
    /** Line in the document, from 1; of a code block its first line of code. */
    readonly line: number;
    readonly kind: StatementKind;
    /** Headings above it, outermost first, without the document's title. */
    readonly section: readonly string[];
    /** The document's own words on that line, without the mark of a list. */
    readonly text: string;
}

/** A flow chart's arrow or a sequence diagram's message. */
const edge = /(-->|->>|--x)/;
/** A system drawn by itself in a flow chart: `Redis[Redis<br/>Cache]`, `DB[(Database)]`. */
const system = /^\s*\w+\[.*\]$/;
/** An entry of a tree drawn with lines. */
const branch = /^[│ ]*[├└]── /;
const listMark = /^([-*]|\d+\.) /;

/**
 * Every table row, drawn system and edge, list item and code block of data-architecture.md, in
 * order, but for the links to other documents at its end.
 */
export function statementsOf(document: string): readonly Statement[] {
    const reader = new Reader();
    for (const line of document.split("\n")) {
        reader.read(line);
    }
    return reader.statements.filter(({ section: [top] }) => top !== "Related Documents");
}

class Reader {
    readonly statements: Statement[] = [];
    #line = 0;
    #section: string[] = [];
    /** Language of the code block that is open. */
    #fence: string | undefined;
    #firstOfBlock = false;
    #inTable = false;

    read(text: string): void {
        this.#line += 1;
        const fence = /^```(\w*)/.exec(text);
        if (fence) {
            this.#fence = this.#fence === undefined ? (fence[1] ?? "") : undefined;
            this.#firstOfBlock = true;
        } else if (this.#fence === undefined) {
            this.#prose(text);
        } else {
            this.#code(text);
        }
    }

    #code(text: string): void {
        if (this.#fence === "mermaid") {
            if (edge.test(text)) {
                this.#add("edge", text.trim());
            } else if (system.test(text)) {
                this.#add("system", text.trim());
            }
        } else if (branch.test(text)) {
            this.#add("item", text.replace(branch, ""));
        } else if (this.#firstOfBlock) {
            this.#add("code", text.trim());
        }
        this.#firstOfBlock = false;
    }

    #prose(text: string): void {
        const heading = /^(#+) (.+)$/.exec(text);
        const isRow = text.startsWith("|");
        if (heading) {
            const depth = (heading[1] ?? "").length - 2;
            this.#section = [...this.#section.slice(0, Math.max(depth, 0)), heading[2] ?? ""];
        } else if (isRow && this.#inTable && !/^\|[-|\s]+$/.test(text)) {
            this.#add("row", text);
        } else if (listMark.test(text)) {
            this.#add("item", text.replace(listMark, ""));
        }
        // A table's first line is its head.
        this.#inTable = isRow;
    }

    #add(kind: StatementKind, text: string): void {
        this.statements.push({ line: this.#line, kind, section: [...this.#section], text });
    }
}
