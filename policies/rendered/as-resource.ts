import type { RenderedObject } from "../../rendering/rendered-object";
import type { Resource } from "../engine/resource";
import { plainValue } from "../engine/value";
import { isNamespaced } from "../views/kube-object";

/**
 * An object inside a release as if the program registered it: found fault with under the release's
 * own URN, in the release's namespace unless it names another.
 */
export function asResource(
    { apiVersion, kind, ...rest }: RenderedObject,
    namespace: string,
    release: Resource,
): Resource {
    const [group, version] = apiVersion.includes("/")
        ? (apiVersion.split("/") as [string, string])
        : ["core", apiVersion];
    const metadata = {
        ...(isNamespaced({ group, kind }) && { namespace }),
        ...rest.metadata,
    };
    return {
        ...release,
        type: `kubernetes:${group}/${version}:${kind}`,
        name: rest.metadata.name,
        props: plainValue({ apiVersion, kind, ...rest, metadata }),
        ignoreChanges: [],
        dependencies: [],
        // Helm writes values out in full; nothing tells any more which of them were secret.
        isSecret: () => false,
    };
}
