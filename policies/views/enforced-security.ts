import type { PodSecurity } from "../../catalogue/app-spec";
import type { RuleContext } from "../engine/context";
import type { Resource } from "../engine/resource";
import { labelOf, objectsOf } from "./kube-object";

const label = "pod-security.kubernetes.io/enforce";

/**
 * What the namespaces of a stack enforce. An app may need more for one of its options; whether the
 * owner has chosen it shows in its namespace, which is made before all that lies in it.
 */
export class EnforcedSecurity {
    readonly #levels = new Map<string, PodSecurity>();

    /** Takes in a resource; all but namespaces say nothing. */
    note(resource: Resource): void {
        for (const { group, kind, name, body } of objectsOf(resource)) {
            const level = labelOf(body, label);
            if (group === "core" && kind === "Namespace" && isPodSecurity(level)) {
                this.#levels.set(name, level);
            }
        }
    }

    /** The same knowledge, where a namespace's pods may do what it enforces if that is declared for it. */
    within(context: RuleContext): RuleContext {
        return {
            ...context,
            podSecurityOf: (namespace) => {
                const level = this.#levels.get(namespace);
                return level !== undefined && context.podSecuritiesOf(namespace).includes(level)
                    ? level
                    : context.podSecurityOf(namespace);
            },
        };
    }
}

function isPodSecurity(level: unknown): level is PodSecurity {
    return level === "restricted" || level === "baseline" || level === "privileged";
}
