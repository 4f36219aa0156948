import type { AssetId } from "../data-asset";

/** Something the owner is told about. */
export interface Alert {
    /** Names what it is about and what is wrong, e.g. `immich.photos room`; no two are alike. */
    readonly name: string;
    /** One sentence: what is wrong and what to do. */
    readonly summary: string;
    /** Where the expression is asked: PromQL of metrics, or LogQL of logs. */
    readonly of: "metrics" | "logs";
    /** Gives something exactly while all is not well. */
    readonly expression: string;
    /** Minutes for which that must last. */
    readonly minutes: number;
    /** `urgent`: data or service is at stake now; `soon`: within days. */
    readonly severity: "urgent" | "soon";
    /** The data that is at stake; of several, what matters most. */
    readonly asset?: AssetId;
    /** The others that it is about. */
    readonly alsoOf?: readonly AssetId[];
}

const hour = 3600;
const day = 24 * hour;

/** Seconds. */
export const seconds = { hour, day } as const;

/** A selector of a metric's series, e.g. `up{job="node"}`; values with `~` in front are expressions. */
export function series(metric: string, labels: Readonly<Record<string, string>>): string {
    const matchers = Object.entries(labels).map(([label, value]) =>
        value.startsWith("~") ? `${label}=~"${value.slice(1)}"` : `${label}="${value}"`,
    );
    return `${metric}{${matchers.join(",")}}`;
}
