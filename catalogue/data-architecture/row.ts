import type { AssetId } from "../data-asset";
import type { DecisionSlug } from "./decisions";

/** Where and why the homelab deliberately leaves the letter of a row. */
export interface Difference {
    /** One sentence: what is done instead, and why. */
    readonly reason: string;
    /** The record that decides it, below docs/decisions. */
    readonly decision: DecisionSlug;
}

/** One row of a table in data-architecture.md and the assets that answer it. */
export interface SpecifiedRow<Column extends string> {
    /** The row's cells by column heading, in the document's own words. */
    readonly cells: Readonly<Record<Column, string>>;
    readonly assets: readonly AssetId[];
    readonly differs?: readonly Difference[];
}
