import { parser } from "@prometheus-io/lezer-promql";

/** What a parser finds in an expression of PromQL. */
export interface Parsed {
    /** Places at which it is no PromQL, as text around them. */
    readonly errors: readonly string[];
    readonly metrics: ReadonlySet<string>;
}

export function parsed(expression: string): Parsed {
    const errors: string[] = [];
    const metrics = new Set<string>();
    parser.parse(expression).iterate({
        enter: ({ type, from, to, node }) => {
            if (type.isError) {
                errors.push(expression.slice(Math.max(0, from - 20), to + 20));
            }
            if (type.name === "Identifier" && node.parent?.type.name === "VectorSelector") {
                metrics.add(expression.slice(from, to));
            }
        },
    });
    return { errors, metrics };
}
