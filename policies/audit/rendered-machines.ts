import { isFields, textAt } from "../engine/read";
import { type Stack, stackOf } from "../engine/resource";
import { configurationToken } from "../views/machine-configs";
import type { ExportedState } from "../state/exported-state";

/** Rules about what a machine is told, not about the patches that the program may write. */
export const rulesOfMachines: ReadonlySet<string> = new Set([
    "machine-disk-encrypted",
    "machine-hardening-kept",
    "network-policies-enforced",
]);

/**
 * The stack as its machines were told to be: each machine's whole configuration, as Talos rendered it,
 * in place of the patches that the program wrote. Machines whose configuration cannot be read are left
 * as they are.
 */
export function renderedMachines({ stack, outputs }: ExportedState): Stack {
    return stackOf(
        stack.resources.map((resource) => {
            const { urn, type, props } = resource;
            const rendered =
                type === configurationToken
                    ? textAt(outputs.get(urn), "machineConfiguration")
                    : undefined;
            return rendered === undefined || !isFields(props)
                ? resource
                : { ...resource, props: { ...props, configPatches: [rendered] } };
        }),
    );
}
