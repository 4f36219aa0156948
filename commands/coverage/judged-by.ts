import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import type { ResourceName } from "../../catalogue/data-architecture/coverage/answer";
import { ruleContext } from "../../policies/engine/context";
import { type Resource, type Stack, stackOf } from "../../policies/engine/resource";
import type { Rule } from "../../policies/engine/rule";
import { rules } from "../../policies/rules";
import type { Registered } from "../../rehearsal/engine/outcome";
import { plainInputs } from "./plain-inputs";

/** The end of a URN: type and name, without stack, project and parents. */
export function resourceName({ urn, type }: Pick<Registered, "urn" | "type">): ResourceName {
    return `${type}::${urn.split("::").at(-1) ?? ""}`;
}

/** Which rules of the pack judge which resource of a preview. */
export function judgedBy(
    registered: readonly Registered[],
): ReadonlyMap<ResourceName, readonly string[]> {
    const stack = stackIn(registered);
    const context = ruleContext(collect(apps), apps);
    const judges = (rule: Rule): readonly string[] =>
        rule.scope === "stack"
            ? rule.judge(stack, context).judged
            : stack.resources.flatMap((resource) => rule.judge(resource, context).judged);
    const names = new Map(registered.map((one) => [one.urn, resourceName(one)]));
    const found = new Map<ResourceName, string[]>();
    for (const rule of rules) {
        for (const urn of new Set(judges(rule))) {
            const name = names.get(urn);
            if (name !== undefined) {
                found.set(name, [...(found.get(name) ?? []), rule.name]);
            }
        }
    }
    return found;
}

/** A preview as rules see it. */
export function stackIn(registered: readonly Registered[]): Stack {
    return stackOf(registered.map(viewOf));
}

function viewOf({ urn, type, inputs, protect }: Registered): Resource {
    return {
        urn,
        type,
        name: urn.split("::").at(-1) ?? "",
        props: plainInputs(inputs),
        protect,
        ignoreChanges: [],
        dependencies: [],
        isSecret: () => false,
    };
}
