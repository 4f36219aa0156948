import type { AnyApp, KeptMetric } from "../app-spec";
import { series } from "../alerts/alert";
import { type Dashboard, type Panel, panel } from "./dashboard";

/**
 * The page of an app that shows metrics of its own: one panel for each that is kept. It comes and
 * goes with the app.
 */
export function ownDashboard({
    name,
    title,
    metrics = [],
}: Pick<AnyApp, "name" | "title" | "metrics">): Dashboard | undefined {
    const panels = metrics.flatMap(({ keep }) => keep.map((metric) => panelOf(name, metric)));
    return panels.length === 0 ? undefined : { uid: `app-${name}`, title, panels };
}

/** Summed up, so that a pod that took another's place goes on with its line. */
function panelOf(namespace: string, { name, title, unit, shows }: KeptMetric): Panel {
    const own = series(name, { namespace });
    const expression = shows === "total" ? `sum(increase(${own}[1h]))` : `sum(${own})`;
    return panel(title, unit, expression, shows === "total" ? "in an hour" : "now");
}
