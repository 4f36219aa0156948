import type { ResourceKind, StandIn } from "../../provider/stand-in";
import { objectKind } from "./object";
import { release, releaseType } from "./release";

/**
 * Plays the Kubernetes provider and the API server behind it: objects need their cluster, their
 * namespace and the definition of their kind.
 */
export function kubernetes(): StandIn {
    const kinds = new Map<string, ResourceKind>([[releaseType, release]]);
    return {
        name: "kubernetes",
        version: "4.34.2",
        kind(type) {
            const known = kinds.get(type) ?? objectKind(type);
            kinds.set(type, known);
            return known;
        },
    };
}
