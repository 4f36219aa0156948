import { join } from "node:path";
import { helmFolder } from "../../rendering/helm";
import { renderChart } from "../../rendering/render-chart";
import type { RenderedObject as Rendered } from "../../rendering/rendered-object";
import { repository } from "../support/shipped-program";

export type { RenderedObject as Rendered } from "../../rendering/rendered-object";

/** describe() for what needs Helm; where it is not built, a skip that says so. */
export function describeHelm(title: string, suite: () => void): void {
    if (helmFolder() === "") {
        test.skip(`${title} (Helm is not built; run make tools)`, () => undefined);
    } else {
        describe(title, suite);
    }
}

const nothingSaved = { load: () => undefined, save: () => undefined };

/** Renders a chart of this repository with real Helm. @throws Error with Helm's complaint. */
export function render(chart: string, release: string, values: object): readonly Rendered[] {
    return renderChart(
        {
            release,
            namespace: release,
            path: join(repository, chart),
            values,
            kubernetesVersion: "1.36.3",
            apiVersions: [],
        },
        nothingSaved,
    );
}
