import type { AnyApp } from "../../../catalogue/app-spec";
import type { Catalogue } from "../../../catalogue/catalogue";
import { highest } from "../../../catalogue/classification";
import type { AppMetrics } from "./metrics-pipeline";

/** Where the metrics are that an app's file announces. */
export function metricsOfApp({ name, workloads, metrics = [] }: AnyApp): AppMetrics[] {
    return metrics.flatMap(({ workload, port, path, keep }) => {
        const podLabels = workloads[workload]?.podLabels;
        return podLabels === undefined
            ? []
            : [
                  {
                      app: name,
                      workload,
                      podLabels,
                      port,
                      path,
                      keep: keep.map((metric) => metric.name),
                  },
              ];
    });
}

/**
 * Namespaces whose pods' logs may leave the house: those of apps that hold nothing confidential,
 * and those that the owner names. All others, known or not, stay.
 */
export function logNamespaces(
    running: readonly AnyApp[],
    catalogue: Pick<Catalogue, "of">,
    named: readonly string[],
): readonly string[] {
    const harmless = running
        .map(({ name }) => name)
        .filter((name) => {
            const classification = highest(catalogue.of(name).map((asset) => asset.classification));
            return classification === "public" || classification === "internal";
        });
    return [...new Set([...harmless, ...named])].sort();
}
