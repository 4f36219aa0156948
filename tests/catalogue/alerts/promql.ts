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

/** Series that an expression asks for. */
export interface Selector {
    readonly metric: string;
    readonly matchers: readonly {
        readonly label: string;
        readonly of: string;
        readonly value: string;
    }[];
}

/** Every selector of an expression, in its order. */
export function selectorsIn(expression: string): readonly Selector[] {
    const textOf = ({ from, to }: { from: number; to: number }) => expression.slice(from, to);
    const found: Selector[] = [];
    parser.parse(expression).iterate({
        enter: ({ type, node }) => {
            if (type.name !== "VectorSelector") {
                return;
            }
            const metric = node.getChild("Identifier");
            const matchers =
                node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
            found.push({
                metric: metric === null ? "" : textOf(metric),
                matchers: matchers.map((matcher) => {
                    const [, label = "", of = "", value = ""] =
                        /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(textOf(matcher)) ?? [];
                    return { label, of, value };
                }),
            });
        },
    });
    return found;
}

/** Whether a series is among those that a selector asks for. */
export function selects(
    { metric, matchers }: Selector,
    name: string,
    labels: Readonly<Record<string, string>>,
): boolean {
    return (
        metric === name &&
        matchers.every(({ label, of, value }) => {
            const own = labels[label] ?? "";
            const isEqual = of.endsWith("~")
                ? new RegExp(`^(?:${value})$`).test(own)
                : own === value;
            return of.startsWith("!") ? !isEqual : isEqual;
        })
    );
}

/** Labels that are left of a series: those that every aggregation around it groups by. */
export function labelsLeft(expression: string): readonly string[] | "all" {
    const groups = [...expression.matchAll(/\b(?:sum|max|min|avg|count) (?:by \(([^)]*)\))?/g)];
    return groups.length === 0
        ? "all"
        : (groups[0]?.[1] ?? "").split(",").map((label) => label.trim());
}
