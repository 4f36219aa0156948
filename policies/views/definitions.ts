import { textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { KubeObject } from "./kube-object";
import { objectsIn } from "./kube-object";
import { groupedBy, once } from "./once";
import { releasesIn } from "./releases";

/** Charts that bring the kinds of a group of the API, by the last part of their reference. */
const definers: Readonly<Record<string, readonly string[]>> = {
    "argoproj.io": ["argo-cd"],
    "barmancloud.cnpg.io": ["plugin-barman-cloud"],
    "bitnami.com": ["sealed-secrets"],
    "cert-manager.io": ["cert-manager"],
    "cilium.io": ["cilium"],
    "postgresql.cnpg.io": ["cloudnative-pg"],
    "traefik.io": ["traefik", "traefik-crds"],
    "velero.io": ["velero"],
    "volsync.backube": ["volsync"],
};

const byChart = once((stack: Stack) => groupedBy(releasesIn(stack), ({ chart }) => chart));

/** `<plural>.<group>`, which is known at preview when the definition itself is not. */
const byName = once((stack: Stack) =>
    groupedBy(
        objectsIn(stack, "apiextensions.k8s.io", "CustomResourceDefinition"),
        ({ body }) => textAt(body, "metadata", "name") ?? "",
    ),
);

/** What of the stack brings an object's kind: its definition, or releases of charts that hold it. */
export function definersOf(
    { group, kind }: Pick<KubeObject, "group" | "kind">,
    stack: Stack,
): readonly Resource[] {
    const singular = kind.toLowerCase();
    const plurals = [`${singular}s`, `${singular}es`, singular.replace(/y$/, "ies")];
    const charts = Object.hasOwn(definers, group) ? (definers[group] ?? []) : [];
    return [
        ...plurals.flatMap((plural) => byName(stack).get(`${plural}.${group}`) ?? []),
        ...charts.flatMap((chart) => byChart(stack).get(chart) ?? []),
    ].map(({ resource }) => resource);
}
