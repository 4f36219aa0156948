import { isDay } from "../../shared/day";
import { at, isList, textAt } from "../engine/read";
import { unknownValue, type Value } from "../engine/value";

/** A finding that the owner lives with for a time. */
export interface Exemption {
    /** Name of the rule. */
    readonly rule: string;
    /** Pattern, as `means` reads it. */
    readonly resource: string;
    readonly reason: string;
    /** Last day, `YYYY-MM-DD`. */
    readonly until: string;
}

/** Exemptions, and one sentence for each entry that is none. */
export interface Declared {
    readonly exemptions: readonly Exemption[];
    readonly faults: readonly string[];
}

/** Reads exemptions from wherever they are declared; whatever is none is a fault, never a throw. */
export function readExemptions(source: Value): Declared {
    if (source === undefined || source === null) {
        return { exemptions: [], faults: [] };
    }
    if (source === unknownValue || !isList(source)) {
        return { exemptions: [], faults: ["The exemptions must be a list that is known."] };
    }
    const read = source.map(exemptionOf);
    return {
        exemptions: read.filter((one) => one !== undefined),
        faults: read.flatMap((one, index) =>
            one === undefined
                ? [
                      `The exemption ${String(index + 1)} must have rule, resource, reason and until, a day like 2027-01-31. Correct it, or remove it.`,
                  ]
                : [],
        ),
    };
}

/** Stars alone would be everything. */
export const namesSomething = /[A-Za-z0-9]/;

function exemptionOf(source: Value): Exemption | undefined {
    const rule = textAt(source, "rule");
    const resource = textAt(source, "resource");
    const reason = textAt(source, "reason");
    const until = at(source, "until");
    return rule === undefined ||
        resource === undefined ||
        !namesSomething.test(resource) ||
        reason === undefined ||
        typeof until !== "string" ||
        !isDay(until)
        ? undefined
        : { rule, resource, reason, until };
}
