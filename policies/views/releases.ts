import type { RuleContext } from "../engine/context";
import { at, isEmpty, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { shown } from "./kube-object";

/** A chart that is installed by Helm, or handed to Argo CD. */
export interface Release {
    readonly resource: Resource;
    readonly name: string;
    readonly namespace: string;
    /** Last part of the chart's reference, e.g. `traefik`. */
    readonly chart: string;
    readonly values: Value;
    /** Inputs that hold values where no rule can read them. */
    readonly unreadable: readonly string[];
    /** `release immich/immich`; for messages. */
    readonly title: string;
}

const helmTokens: readonly string[] = [
    "kubernetes:helm.sh/v3:Release",
    "kubernetes:helm.sh/v4:Chart",
];
const applicationToken = "kubernetes:argoproj.io/v1alpha1:Application";

/** The resource as a chart with its values, if it is one. */
export function releaseOf(resource: Resource): Release | undefined {
    if (helmTokens.includes(resource.type)) {
        return helmRelease(resource);
    }
    return resource.type === applicationToken ? argoApplication(resource) : undefined;
}

function helmRelease(resource: Resource): Release {
    const { props } = resource;
    const namespace = textAt(props, "namespace") ?? "default";
    const name = textAt(props, "name") ?? resource.name;
    return {
        resource,
        name,
        namespace,
        chart: lastPart(textAt(props, "chart")),
        values: at(props, "values"),
        unreadable: present(props, ["valueYamlFiles", "postrender"]),
        title: `release ${shown(namespace)}/${shown(name)}`,
    };
}

function argoApplication(resource: Resource): Release {
    const { props } = resource;
    const source = at(props, "spec", "source");
    const name = textAt(props, "metadata", "name") ?? resource.name;
    const namespace = textAt(props, "spec", "destination", "namespace") ?? "default";
    const repository = (textAt(source, "repoURL") ?? "").replace(/\.git$/, "");
    const path = textAt(source, "path");
    return {
        resource,
        name: textAt(source, "helm", "releaseName") ?? name,
        namespace,
        chart: lastPart(textAt(source, "chart") ?? (path === "." ? repository : path)),
        values: at(source, "helm", "valuesObject"),
        unreadable: [
            ...present(at(props, "spec"), ["sources"]),
            ...present(at(source, "helm"), [
                "values",
                "valueFiles",
                "parameters",
                "fileParameters",
            ]),
            ...present(source, ["kustomize", "plugin", "directory"]),
        ],
        title: `application ${shown(namespace)}/${shown(name)}`,
    };
}

function lastPart(reference: string | undefined): string {
    return (reference ?? "").split("/").at(-1) ?? "";
}

function present(value: Value, keys: readonly string[]): readonly string[] {
    return keys.filter((key) => !isEmpty(at(value, key)));
}

/** The charts of the stack. */
export function releasesIn(stack: Stack): readonly Release[] {
    return stack.resources.map(releaseOf).filter((release) => release !== undefined);
}

/** The releases that run Traefik. */
export function traefikReleases(
    stack: Stack,
    { traefikCharts }: Pick<RuleContext, "traefikCharts">,
): readonly Release[] {
    return releasesIn(stack).filter(({ chart }) => traefikCharts.includes(chart));
}
