import { chartName } from "../rendering/find-chart";
import type { Rendering } from "../rendering/render-release";
import type { RenderedObject } from "../rendering/rendered-object";
import { table } from "../rehearsal/report/table";

/** What was rendered and what was not, with the reason, for a person to read. */
export function renderReport(renderings: readonly Rendering[]): string {
    const rows = renderings.flatMap((rendering) =>
        "objects" in rendering
            ? [[...nameOf(rendering), rendering.objects.length, kindsOf(rendering.objects)]]
            : [],
    );
    const missing = renderings.flatMap((rendering) =>
        "reason" in rendering ? [[...nameOf(rendering), reasonOf(rendering)]] : [],
    );
    const columns = ["release", "namespace", "chart"];
    const count = rows.reduce((sum, row) => sum + Number(row[3]), 0);
    return [
        ...(rows.length > 0 ? [table([...columns, "objects", "kinds"], rows), ""] : []),
        ...(missing.length > 0
            ? ["Not rendered:", table([...columns, "reason"], missing), ""]
            : []),
        `${rows.length} of ${renderings.length} releases rendered, ${count} objects.`,
    ].join("\n");
}

/** Whether every chart that is at hand renders. Charts that are not at hand are no failure. */
export function allRender(renderings: readonly Rendering[]): boolean {
    return renderings.every(
        (rendering) => "objects" in rendering || rendering.failure === "absent",
    );
}

function nameOf({ release }: Rendering): string[] {
    const { name, namespace, chart, by } = release;
    return [
        name,
        namespace,
        `${chartName(chart)} ${chart.version}${by === "Argo CD" ? " by Argo CD" : ""}`,
    ];
}

/** The first line says it; what follows is Helm's trace. */
function reasonOf({ reason }: { readonly reason: string }): string {
    return reason.split("\n").join(" ").slice(0, 400);
}

function kindsOf(objects: readonly RenderedObject[]): string {
    const counts = new Map<string, number>();
    for (const { kind } of objects) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([kind, count]) => `${kind} ${count}`)
        .join(", ");
}
