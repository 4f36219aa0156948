import type { ResourceKind, StandIn } from "../../provider/stand-in";
import type { Value } from "../../provider/value";
import type { RealCluster } from "../../real/cluster";
import { realObject } from "../../real/object";
import { realRelease } from "../../real/release";
import { throughPlugin } from "../../real/through-plugin";
import { objectKind } from "./object";
import { release, releaseType } from "./release";

/**
 * Plays the Kubernetes provider and the API server behind it: objects need their cluster, their
 * namespace and the definition of their kind.
 *
 * @param real takes the objects instead of the played API server.
 */
export function kubernetes(real?: RealCluster): StandIn {
    const plugin = real?.plugin;
    const releases = real === undefined ? release : realRelease(release, real);
    const kinds = new Map<string, ResourceKind>([[releaseType, releases]]);
    const mutability = { configMaps: false, secrets: false };
    const objects = (type: string) => {
        const played = objectKind(type, mutability);
        return real === undefined || plugin ? played : realObject(played, real);
    };
    return {
        name: "kubernetes",
        version: "4.34.2",
        ...(real &&
            plugin && {
                wrap: (played, datacenter) => throughPlugin(played, plugin, real, datacenter),
            }),
        configure: ({ fields }) => {
            mutability.configMaps = isOn(fields["enableConfigMapMutable"]);
            mutability.secrets = isOn(fields["enableSecretMutable"]);
        },
        kind(type) {
            const known = kinds.get(type) ?? objects(type);
            kinds.set(type, known);
            return known;
        },
    };
}

/** Settings of providers arrive as text. */
function isOn(setting: Value | undefined): boolean {
    return setting === true || setting === "true";
}
