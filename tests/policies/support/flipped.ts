import { type Condition, not } from "../../../policies/conditions/condition";
import {
    type ObjectRule,
    objectRule,
    type Requirement,
    requirementsIn,
} from "../../../policies/conditions/object-rule";
import type { RuleContext } from "../../../policies/engine/context";

/**
 * Variable with the place of a condition, from 0 on: that one is flipped in each rule whose conditions
 * are data. `make soak` tries all places; unset, rules are what they are.
 */
export const flipVariable = "POLICY_FLIPPED";

/** How many conditions a rule has, with those inside of others. */
export function conditionsOf(rule: ObjectRule, context: RuleContext): number {
    return [rule.when, ...requirementsIn(rule, context).map(({ must }) => must)].reduce(
        (sum, condition) => sum + (condition === undefined ? 0 : sizeOf(condition)),
        0,
    );
}

/** The rule with one condition turned into its opposite, if one is asked for and it has so many. */
export function asFlipped<R extends object>(
    rule: R,
    place = Number(process.env[flipVariable] ?? NaN),
): R {
    return Number.isNaN(place) || !("requirements" in rule)
        ? rule
        : (flipped(rule as unknown as ObjectRule, place) as unknown as R);
}

function flipped(rule: ObjectRule, place: number): ObjectRule {
    const { when } = rule;
    const before = when === undefined ? 0 : sizeOf(when);
    return objectRule({
        ...rule,
        ...(when !== undefined && { when: place < before ? flippedAt(when, place) : when }),
        requirements: (context) => {
            let left = place - before;
            return requirementsIn(rule, context).map((requirement): Requirement => {
                const here = left;
                const size = sizeOf(requirement.must);
                left -= size;
                return here >= 0 && here < size
                    ? { ...requirement, must: flippedAt(requirement.must, here) }
                    : requirement;
            });
        },
    });
}

function partsOf(condition: Condition): readonly Condition[] {
    return "of" in condition ? [condition.of].flat() : [];
}

function sizeOf(condition: Condition): number {
    return partsOf(condition).reduce((sum, part) => sum + sizeOf(part), 1);
}

/** The condition itself is at 0, its parts follow, each before what is inside of it. */
function flippedAt(condition: Condition, place: number): Condition {
    if (place === 0) {
        return not(condition);
    }
    let left = place - 1;
    const parts = partsOf(condition).map((part) => {
        const here = left;
        const size = sizeOf(part);
        left -= size;
        return here >= 0 && here < size ? flippedAt(part, here) : part;
    });
    const of = Array.isArray((condition as { of?: unknown }).of) ? parts : parts[0];
    return { ...condition, of } as Condition;
}
