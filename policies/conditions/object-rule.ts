import type { RuleContext } from "../engine/context";
import { at, isEmpty, isFields, isList, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type RuleFacts } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { isNamespaced, type KubeObject, namespaced, objectsOf, shown } from "../views/kube-object";
import { containerLists, podsOf } from "../views/pods";
import type { Condition } from "./condition";
import { holds } from "./holds";

/** One thing that must be so, of the pod as a whole, of each of its containers or of their variables. */
export interface Requirement {
    /** `variable`: each entry of the containers' `env`. @default "subject" */
    readonly of?: "subject" | "container" | "variable";
    /** Kinds that it is asked of. @default all that the rule is about */
    readonly kinds?: readonly string[];
    readonly must: Condition;
    /** The rest of the sentence "The … must", without its full stop. */
    readonly says: string;
}

/** A kind of object, with what the API server calls it. */
export interface KindRef {
    /** `core` for the group without a name. */
    readonly group: string;
    readonly version: string;
    readonly kind: string;
    readonly plural: string;
}

/** How strict a namespace must be for a rule to hold in it. */
export type Strictness = "restricted" | "baseline" | "privileged";

/** A rule about single objects whose conditions are data, so that the API server can judge them too. */
export interface ObjectRule extends ResourceRule {
    /**
     * `pods`: every kind that holds a pod; the subject is then the pod's spec. `namespaced`: every
     * kind that lives in a namespace.
     */
    readonly subjects: "pods" | "namespaced" | readonly KindRef[];
    /** Names of the only namespaces where the API server can find a fault, if they are known. */
    readonly within?: readonly string[];
    /** Objects that the rule is about; all without it. What cannot be told counts as such. */
    readonly when?: Condition;
    /** What must be so; see {@link requirementsIn}. */
    readonly requirements:
        readonly Requirement[] | ((context: RuleContext) => readonly Requirement[]);
    /** The rule is silent in namespaces whose pods may do more than this. */
    readonly strictness: Strictness;
}

type Spec = RuleFacts &
    Pick<ObjectRule, "subjects" | "requirements"> & {
        readonly when?: Condition;
        readonly within?: readonly string[];
        /** @default "privileged", which is in every namespace */
        readonly strictness?: Strictness;
    };

/** Makes a rule from its conditions. */
export function objectRule(spec: Spec): ObjectRule {
    const rule = { strictness: "privileged" as const, ...spec };
    return {
        ...rule,
        scope: "resource",
        judge: (resource, context) =>
            judgeEach(
                subjectsOf(rule.subjects, resource).filter(
                    ({ object, body }) =>
                        isStrict(rule.strictness, object.namespace, context) &&
                        (rule.when === undefined || holds(rule.when, body) !== false),
                ),
                (subject) => requirementsIn(rule, context).flatMap((each) => faults(each, subject)),
            ),
    };
}

/** What a rule demands where these allowances hold. */
export function requirementsIn(
    { requirements }: Pick<ObjectRule, "requirements">,
    context: RuleContext,
): readonly Requirement[] {
    return typeof requirements === "function" ? requirements(context) : requirements;
}

interface Subject {
    readonly resource: Resource;
    readonly object: KubeObject;
    /** What the conditions are about. */
    readonly body: Value;
}

function subjectsOf(subjects: ObjectRule["subjects"], resource: Resource): readonly Subject[] {
    if (subjects === "pods") {
        return podsOf(resource).map((pod) => ({ resource, object: pod.object, body: pod.spec }));
    }
    return objectsOf(resource)
        .filter((object) => isSubject(subjects, object))
        .map((object) => ({ resource, object, body: object.body }));
}

/** A release is no object of the API server's. */
function isSubject(subjects: "namespaced" | readonly KindRef[], object: KubeObject): boolean {
    return subjects === "namespaced"
        ? isNamespaced(object) && object.group !== "helm.sh"
        : subjects.some(({ group, kind }) => group === object.group && kind === object.kind);
}

const order: readonly Strictness[] = ["privileged", "baseline", "restricted"];

/** Whether a namespace that is as strict as `actual` is one in which the rule holds. */
export function isStrictEnough(actual: Strictness, wanted: Strictness): boolean {
    return order.indexOf(actual) >= order.indexOf(wanted);
}

function isStrict(wanted: Strictness, namespace: string, context: RuleContext): boolean {
    return isStrictEnough(context.podSecurityOf(namespace), wanted);
}

function faults({ of, kinds, must, says }: Requirement, subject: Subject): readonly string[] {
    const { object, body } = subject;
    if (kinds !== undefined && !kinds.includes(object.kind)) {
        return [];
    }
    const title = `The ${object.kind} ${isNamespaced(object) ? namespaced(object) : shown(object.name)} must ${says}`;
    if (of !== "container" && of !== "variable") {
        return holds(must, body) === true ? [] : [`${title}.`];
    }
    const parts = of === "container" ? containers(body) : containers(body).flatMap(variables);
    const guilty = parts.filter((part) => holds(must, part.body) !== true).map(({ name }) => name);
    return guilty.length === 0 ? [] : [`${title} (${guilty.join(", ")}).`];
}

/** Something in a pod that has a name. */
interface Part {
    readonly name: string;
    readonly body: Value;
}

/** The variables of a container by name; a list that cannot be read counts as one variable. */
function variables({ name, body }: Part): readonly Part[] {
    const list = isFields(body) ? at(body, "env") : unknownValue;
    if (isEmpty(list)) {
        return [];
    }
    return isList(list)
        ? list.map((variable) => ({ name: shown(textAt(variable, "name") ?? ""), body: variable }))
        : [{ name, body: unknownValue }];
}

/** The containers of a pod by name; a list that cannot be read counts as one container. */
function containers(spec: Value): readonly Part[] {
    return containerLists.flatMap((key) => {
        const list = isFields(spec) || isEmpty(spec) ? at(spec, key) : unknownValue;
        if (isEmpty(list)) {
            return [];
        }
        return isList(list)
            ? list.map((body, index) => ({
                  name: `${key === "containers" ? "" : `${key} `}${shown(textAt(body, "name") ?? String(index))}`,
                  body,
              }))
            : [{ name: key, body: unknownValue }];
    });
}
