import { at, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";

const rootToken = "homelab:index:Homelab";

/** The root component shows the configuration's word; a stack without one is never lifted. */
export function isLifted(stack: Stack): boolean {
    const roots = stack.resources.filter(({ type }) => type === rootToken);
    return roots.length > 0 && roots.every(({ props }) => at(props, "protection") === "lifted");
}

/** The version of Kubernetes that the root component says it makes; `undefined` for any other resource. */
export function declaredKubernetesVersion({
    type,
    props,
}: Pick<Resource, "type" | "props">): string | undefined {
    return type === rootToken ? textAt(props, "kubernetesVersion") : undefined;
}

/** What the root component says is exempt; `undefined` for any other resource. */
export function declaredExemptions({ type, props }: Pick<Resource, "type" | "props">): Value {
    return type === rootToken ? at(props, "exemptions") : undefined;
}
