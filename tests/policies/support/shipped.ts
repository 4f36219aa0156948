import type { Resource } from "../../../policies/engine/resource";
import type { Recorded } from "../../../rehearsal/recording/record";
import { resource } from ".";

/**
 * What was recorded of the shipped program, as rules see it.
 *
 * @param read properties out of what was registered, and the paths of what is secret in it
 */
export function asResources(
    recorded: readonly Recorded[],
    read: (inputs: Recorded["inputs"]) => {
        readonly props: unknown;
        readonly secretPaths: readonly string[];
    },
): readonly Resource[] {
    const urnOf = ({ type, name }: Recorded) => `${type}::${name}`;
    // The recording does not tell who needs whom; what is secret may come from any of these.
    const dependencies = recorded
        .filter(({ type }) => /RandomPassword|Sealing$/.test(type))
        .map(urnOf);
    return recorded.map((one) => {
        const { props, secretPaths } = read(one.inputs);
        const options = { provider: "urn:provider::id", secretPaths };
        return { ...resource(one.type, one.name, props, options), urn: urnOf(one), dependencies };
    });
}
