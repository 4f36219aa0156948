import { at, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { shown } from "./kube-object";

/** A Helm release. */
export interface Release {
    readonly resource: Resource;
    readonly name: string;
    readonly namespace: string;
    /** Last part of the chart's reference, e.g. `traefik`. */
    readonly chart: string;
    readonly values: Value;
    /** `release immich/immich`; for messages. */
    readonly title: string;
}

const tokens: readonly string[] = ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"];

/** The resource as a Helm release, if it is one. */
export function releaseOf(resource: Resource): Release | undefined {
    if (!tokens.includes(resource.type)) {
        return undefined;
    }
    const { props } = resource;
    const name = textAt(props, "name") ?? resource.name;
    const namespace = textAt(props, "namespace") ?? "default";
    return {
        resource,
        name,
        namespace,
        chart: (textAt(props, "chart") ?? "").split("/").at(-1) ?? "",
        values: at(props, "values"),
        title: `release ${shown(namespace)}/${shown(name)}`,
    };
}

/** The Helm releases of the stack. */
export function releasesIn(stack: Stack): readonly Release[] {
    return stack.resources.map(releaseOf).filter((release) => release !== undefined);
}

/** The releases that run Traefik. */
export function traefikReleases(stack: Stack): readonly Release[] {
    return releasesIn(stack).filter((release) => release.chart === "traefik");
}
