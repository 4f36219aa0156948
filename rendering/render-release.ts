import { findChart } from "./find-chart";
import { renderChart } from "./render-chart";
import type { RenderedObject } from "./rendered-object";
import type { Release } from "./releases";
import type { RenderingStore } from "./saved-renderings";

/** What became of a release: its objects, or why there are none. */
export type Rendering =
    | { readonly release: Release; readonly objects: readonly RenderedObject[] }
    | {
          readonly release: Release;
          /** `absent`: the chart is not on this computer. `refused`: Helm does not render it. */
          readonly failure: "absent" | "refused";
          readonly reason: string;
      };

export interface RenderReleaseOptions {
    /** Folder with charts of others; without it only those of this repository are rendered. */
    readonly charts?: string | undefined;
    readonly kubernetesVersion: string;
    readonly apiVersions: readonly string[];
    /** Where renderings are kept. @default a folder of the user's */
    readonly saved?: RenderingStore;
}

/** Renders a release from a chart on this computer. Never throws for what a chart complains of. */
export function renderRelease(release: Release, options: RenderReleaseOptions): Rendering {
    const found = findChart(release.chart, options.charts);
    if ("reason" in found) {
        return { release, failure: "absent", reason: found.reason };
    }
    const { name, namespace, values } = release;
    const { kubernetesVersion, apiVersions } = options;
    try {
        const request = { path: found.path, values, kubernetesVersion, apiVersions };
        return {
            release,
            objects: renderChart({ release: name, namespace, ...request }, options.saved),
        };
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { release, failure: "refused", reason };
    }
}
