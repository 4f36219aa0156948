import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { type KubeObject, labelOf, objectsIn } from "./kube-object";

/** The Secrets that may be in the stack unsealed: those that open the sealed ones. */
export function sealingKeys(stack: Stack, { allowances }: RuleContext): readonly KubeObject[] {
    return objectsIn(stack, "core", "Secret").filter(({ body }) =>
        allowances.secrets.some(({ label: [key, value] }) => labelOf(body, key) === value),
    );
}
