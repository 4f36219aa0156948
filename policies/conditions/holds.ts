import { isEmpty, isFields, isList } from "../engine/read";
import { unknownValue, type Value } from "../engine/value";
import { bytesOf } from "../views/quantity";
import type { Condition, FieldPath } from "./condition";

/** Yes, no, or not to be answered: the value is unknown at preview or of another type. */
export type Answer = boolean | undefined;

/**
 * Answers a condition about a value.
 *
 * What cannot be answered is handled as CEL handles errors: `any` is true when one part is true
 * whatever the others are, `all` is false when one part is false. A rule passes on `true` alone.
 */
export function holds(condition: Condition, subject: Value): Answer {
    switch (condition.is) {
        case "all":
            return combined(condition.of, subject, false);
        case "any":
            return combined(condition.of, subject, true);
        case "not":
            return not(holds(condition.of, subject));
        case "same":
            return sameHolds(field(subject, condition.path), field(subject, condition.as));
        default:
            return fieldHolds(condition, field(subject, condition.path));
    }
}

/** The outcome `decisive` of one part decides; else every part must have an answer. */
function combined(parts: readonly Condition[], subject: Value, decisive: boolean): Answer {
    const answers = parts.map((part) => holds(part, subject));
    if (answers.includes(decisive)) {
        return decisive;
    }
    return answers.includes(undefined) ? undefined : !decisive;
}

const unreadable = Symbol("not an object on the way");

/** The value of a field; absent fields and nulls are `undefined`. */
function field(subject: Value, path: FieldPath): Value | typeof unreadable {
    let here = subject;
    for (const key of path) {
        if (here === undefined || here === null) {
            return undefined;
        }
        if (!isFields(here)) {
            return unreadable;
        }
        here = Object.hasOwn(here, key) ? here[key] : undefined;
    }
    return here === null ? undefined : here;
}

type Found = Value | typeof unreadable;

function sameHolds(one: Found, other: Found): Answer {
    const found = [one, other];
    if (found.includes(unreadable) || found.includes(unknownValue)) {
        return undefined;
    }
    return found.includes(undefined) || one === other;
}

type FieldCondition = Exclude<Condition, { readonly is: "all" | "any" | "not" | "same" }>;

function fieldHolds(condition: FieldCondition, value: Found): Answer {
    if (value === unreadable) {
        return undefined;
    }
    if (value === unknownValue) {
        return condition.is === "unknown" ? true : undefined;
    }
    switch (condition.is) {
        case "unknown":
            return false;
        case "oneOf":
            return value === undefined
                ? condition.absent
                : (condition.values as readonly unknown[]).includes(value);
        case "noneOf":
            return !(condition.values as readonly unknown[]).includes(value);
        case "empty":
            return hasSize(value) ? isEmpty(value) : undefined;
        case "filled":
            return hasSize(value) ? !isEmpty(value) : undefined;
        case "present":
            return value !== undefined;
        case "matching":
            return matches(condition, value);
        case "longer":
            return value === undefined ? false : isLonger(value, condition.than);
        case "between":
            return value === undefined ? false : isBetween(condition, value);
        case "containing":
            return value === undefined
                ? false
                : isList(value)
                  ? value.includes(condition.value)
                  : undefined;
        case "each":
            return everyItem(condition.of, value);
        case "entries":
            return everyEntry(condition.of, value);
    }
}

/** No quantity is within no bounds; bounds that are none let nothing pass. */
function isBetween({ least, most }: { least: string; most: string }, value: Value): Answer {
    if (typeof value !== "string") {
        return undefined;
    }
    const [bytes = NaN, low = NaN, high = NaN] = [value, least, most].map(bytesOf);
    return low <= bytes && bytes <= high;
}

function isLonger(value: Value, than: number): Answer {
    if (typeof value === "string" || isList(value)) {
        return value.length > than;
    }
    return isFields(value) ? Object.keys(value).length > than : undefined;
}

/** Only texts, lists and objects can be empty. */
function hasSize(value: Value): boolean {
    return value === undefined || typeof value === "string" || isList(value) || isFields(value);
}

function matches(
    { pattern, absent }: Extract<Condition, { readonly is: "matching" }>,
    value: Value,
): Answer {
    if (value === undefined) {
        return absent;
    }
    return typeof value === "string" ? compiled(pattern).test(value) : undefined;
}

const patterns = new Map<string, RegExp>();

/** Each pattern is read but once. */
function compiled(pattern: string): RegExp {
    const known = patterns.get(pattern) ?? new RegExp(pattern);
    patterns.set(pattern, known);
    return known;
}

function not(answer: Answer): Answer {
    return answer === undefined ? undefined : !answer;
}

function everyItem(condition: Condition, value: Value): Answer {
    if (value === undefined) {
        return true;
    }
    return isList(value) ? every(condition, value) : undefined;
}

function everyEntry(condition: Condition, value: Value): Answer {
    if (value === undefined) {
        return true;
    }
    return isFields(value)
        ? every(
              condition,
              Object.entries(value).map(([name, item]) => ({ name, value: item })),
          )
        : undefined;
}

function every(condition: Condition, items: readonly Value[]): Answer {
    const answers = items.map((item) => holds(condition, item));
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}
