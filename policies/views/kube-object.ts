import { at, isList, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { groupedBy, once } from "./once";
import { isClusterScoped } from "./scopes";
import { type Path, unknownValue, type Value } from "../engine/value";

/** A Kubernetes object that the stack registers. */
export interface KubeObject {
    readonly resource: Resource;
    /** API group without its version; `core` for the group without a name. */
    readonly group: string;
    readonly kind: string;
    readonly body: Value;
    /** Where the body is inside the resource: not at its root for the items of a list. */
    readonly path: Path;
    readonly name: string;
    /** `default` when the object names none. */
    readonly namespace: string;
}

const token = /^kubernetes:(?:([^:/]+)\/)?v\d[^:/]*:([^:/]+)$/;

/**
 * The Kubernetes objects that a resource registers, whichever way: typed, as a custom resource
 * (`kubernetes:v1:Secret`), as a patch (`ServicePatch`) or as the items of a list (`SecretList`).
 */
export const objectsOf = once((resource: Resource): readonly KubeObject[] => {
    const match = token.exec(resource.type);
    if (match === null) {
        return [];
    }
    const [, group = "core", kind = ""] = match;
    if (kind.endsWith("List") && isList(at(resource.props, "items"))) {
        return listAt(resource.props, "items").map((body, index) =>
            objectOf(resource, group, kind.slice(0, -"List".length), body, ["items", index]),
        );
    }
    return [objectOf(resource, group, kind.replace(/(?<=.)Patch$/, ""), resource.props, [])];
});

function objectOf(
    resource: Resource,
    group: string,
    kind: string,
    body: Value,
    path: Path,
): KubeObject {
    return {
        resource,
        group,
        kind,
        body,
        path,
        name: textAt(body, "metadata", "name") ?? resource.name,
        namespace: textAt(body, "metadata", "namespace") ?? "default",
    };
}

/** The objects of a kind in the stack, whatever the version of their API. */
export function objectsIn(stack: Stack, group: string, ...kinds: string[]): readonly KubeObject[] {
    return (objectsByGroup(stack).get(group) ?? []).filter(({ kind }) => kinds.includes(kind));
}

const objectsByGroup = once((stack: Stack) =>
    groupedBy(stack.resources.flatMap(objectsOf), ({ group }) => group),
);

/** The objects that name a namespace, by its name. */
export const objectsByNamespace = once((stack: Stack) =>
    groupedBy(stack.resources.flatMap(objectsOf), ({ namespace }) => namespace),
);

/** A name as a message may show it: whatever does not look like a name is not repeated. */
export function shown(name: string): string {
    return /^[A-Za-z0-9][A-Za-z0-9._:-]{0,252}$/.test(name) ? name : "(unprintable name)";
}

/** `immich/photos`. */
export function namespaced(object: Pick<KubeObject, "namespace" | "name">): string {
    return `${shown(object.namespace)}/${shown(object.name)}`;
}

/** The text of a label; unknown and malformed labels are as good as absent. */
export function labelOf(body: Value, key: string): string | undefined {
    return textAt(body, "metadata", "labels", key);
}

/** The labels cannot be read at preview. */
export function labelUnknown(body: Value, key: string): boolean {
    return at(body, "metadata", "labels", key) === unknownValue;
}

/** Lives in a namespace; kinds that are not known count as if they did. */
export function isNamespaced({ group, kind }: Pick<KubeObject, "group" | "kind">): boolean {
    return !isClusterScoped(group, kind);
}
