import { at } from "../engine/read";
import type { Stack } from "../engine/resource";

const rootToken = "homelab:index:Homelab";

/** The root component shows the configuration's word; a stack without one is never lifted. */
export function isLifted(stack: Stack): boolean {
    const roots = stack.resources.filter(({ type }) => type === rootToken);
    return roots.length > 0 && roots.every(({ props }) => at(props, "protection") === "lifted");
}
