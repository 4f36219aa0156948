import { labelKeys } from "../../catalogue/labels";
import { isFields, isList } from "../engine/read";
import type { Value } from "../engine/value";
import type { PackConfiguration } from "./configuration";

/**
 * Another program's keys of labels: what it registers is read as if it said the house's, and what
 * rules say is told in its own.
 */
export class Dialect {
    readonly #ownByTheirs: ReadonlyMap<string, string>;

    constructor(labels: NonNullable<PackConfiguration["labels"]>) {
        const keys = Object.keys(labelKeys) as (keyof typeof labelKeys)[];
        this.#ownByTheirs = new Map(
            keys.flatMap((key) => {
                const theirs = labels[key];
                return theirs === undefined || theirs === labelKeys[key]
                    ? []
                    : [[theirs, labelKeys[key]]];
            }),
        );
    }

    /** The same properties, with the house's keys in everything called `labels`. */
    read(props: Value): Value {
        return this.#ownByTheirs.size === 0 ? props : this.#renamed(props, false);
    }

    /** A message with the program's own keys. */
    tell(message: string): string {
        return [...this.#ownByTheirs].reduce(
            (text, [theirs, own]) => text.replaceAll(own, theirs),
            message,
        );
    }

    #renamed(value: Value, isLabels: boolean): Value {
        if (isList(value)) {
            return value.map((item) => this.#renamed(item, false));
        }
        if (!isFields(value)) {
            return value;
        }
        return Object.fromEntries(
            Object.entries(value).map(([key, item]) => [
                isLabels ? (this.#ownByTheirs.get(key) ?? key) : key,
                this.#renamed(item, key === "labels"),
            ]),
        );
    }
}
