/** One page of Grafana. */
export interface Dashboard {
    /** Part of its address; for good. */
    readonly uid: string;
    readonly title: string;
    readonly panels: readonly Panel[];
}

/** As Grafana names units. */
export type Unit =
    "bytes" | "Bps" | "percentunit" | "short" | "s" | "ms" | "reqps" | "dtdurations" | "none";

export interface Panel {
    readonly title: string;
    readonly unit: Unit;
    readonly of: "metrics" | "logs";
    readonly queries: readonly Query[];
    /** A line over time, or only what it is now. @default "over time" */
    readonly shown?: "over time" | "now" | "lines";
}

export interface Query {
    readonly expression: string;
    /** Which series it is, as a template of labels, e.g. `{{instance}}`. */
    readonly legend: string;
}

/** A panel of metrics, one query. */
export function panel(
    title: string,
    unit: Panel["unit"],
    expression: string,
    legend: string,
): Panel {
    return { title, unit, of: "metrics", queries: [{ expression, legend }] };
}

/** A panel that shows what is now. */
export function now(panel: Panel): Panel {
    return { ...panel, shown: "now" };
}
