import type { NamedExpression } from "../../catalogue/admission-policy";
import { type ObjectRule, type Requirement, requirementsIn } from "../conditions/object-rule";
import type { RuleContext } from "../engine/context";
import { type Condition, each } from "../conditions/condition";
import { toCel } from "../conditions/to-cel";
import { containerLists } from "../views/pods";

/** What must be true of an object, and what is said when it is not. */
export interface Validation {
    readonly expression: string;
    readonly message: string;
}

/** A rule in the API server's language. */
export interface Expressions {
    readonly variables: readonly NamedExpression[];
    readonly validations: readonly Validation[];
}

/** The pod of an object, and all containers of that. */
export const podVariables: readonly NamedExpression[] = [
    {
        name: "pod",
        expression:
            'object.kind == "CronJob" ? object.spec.jobTemplate.spec.template.spec : ' +
            '(object.kind == "Pod" ? object.spec : object.spec.template.spec)',
    },
    {
        name: "containers",
        expression: containerLists
            .map((list) => `(has(variables.pod.${list}) ? variables.pod.${list} : [])`)
            .join(" + "),
    },
];

/** The same conditions that the rule judges by, as expressions. */
export function expressionsOf(rule: ObjectRule, context: RuleContext): Expressions {
    const isAboutPods = rule.subjects === "pods";
    const subject = isAboutPods ? "variables.pod" : "object";
    return {
        variables: isAboutPods ? podVariables : [],
        validations: requirementsIn(rule, context).map((requirement) => ({
            expression: guarded(rule, subject, expressionOf(requirement, subject)),
            message: `${rule.id} ${rule.name}: must ${requirement.says}.`,
        })),
    };
}

function expressionOf({ of, kinds, must }: Requirement, subject: string): string {
    if (kinds !== undefined) {
        return `!(object.kind in ${JSON.stringify(kinds)}) || ${toCel(must, subject)}`;
    }
    const ofContainers = (condition: Condition) =>
        `variables.containers.all(container, ${toCel(condition, "container")})`;
    switch (of) {
        case "container":
            return ofContainers(must);
        case "variable":
            return ofContainers(each("env", must));
        default:
            return toCel(must, subject);
    }
}

function guarded({ when }: ObjectRule, subject: string, expression: string): string {
    return when === undefined ? expression : `!(${toCel(when, subject)}) || (${expression})`;
}
