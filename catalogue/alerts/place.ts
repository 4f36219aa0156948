import { dataName } from "../data-name";
import type { DataAsset } from "../data-asset";

/** Where an asset's volume is found among the metrics. */
export interface Place {
    readonly namespace: string;
    /** Name in the cluster of what holds it. */
    readonly name: string;
    /** Its claims: a name, or an expression with `~` in front. */
    readonly claims: string;
}

/** The place of an asset that has volumes of its own; `undefined` for any other. */
export function placeOf({ id, kind }: Pick<DataAsset, "id" | "kind">): Place | undefined {
    const [namespace = "", data = ""] = id.split(".");
    const name = dataName(namespace, data);
    switch (kind) {
        case "volume":
            return { namespace, name, claims: name };
        case "cache":
            return { namespace, name, claims: `${name}-data` };
        case "postgres":
            // The operator numbers the instances, and gives each a claim of its name.
            return { namespace, name, claims: `~${name}-[0-9]+` };
        default:
            return undefined;
    }
}
