import { type Builder, type Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import {
    type Dashboard as Model,
    DashboardBuilder,
    type Panel as PanelModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as LinesBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { DataqueryBuilder as LokiBuilder } from "@grafana/grafana-foundation-sdk/loki";
import { DataqueryBuilder as PrometheusBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeSeriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { Dashboard, Panel } from "../../../../catalogue/dashboards";
import { dataSources } from "./data-sources";

/** Grafana's rows are 24 wide. */
const size = { narrow: 12, wide: 24, high: 8 } as const;

// The newer form of pages is not what the provider's resource for dashboards takes.
/* eslint-disable @typescript-eslint/no-deprecated */
/** A page as Grafana stores it: two panels to a row, logs over the whole width. */
export function dashboardModel({ uid, title, panels }: Dashboard): Model {
    const page = new DashboardBuilder(title)
        .uid(uid)
        .tags(["homelab"])
        .readonly()
        .refresh("1m")
        .time({ from: "now-24h", to: "now" })
        .timezone("browser");
    return panels.reduce((built, panel) => built.withPanel(panelModel(panel)), page).build();
}
/* eslint-enable @typescript-eslint/no-deprecated */

function panelModel(panel: Panel): Builder<PanelModel> {
    const datasource = dataSources[panel.of];
    const targets = panel.queries.map((_, at) => query(panel, at));
    if (panel.shown === "lines") {
        return new LinesBuilder()
            .title(panel.title)
            .datasource(datasource)
            .span(size.wide)
            .height(size.high * 2)
            .targets(targets);
    }
    const graph = panel.shown === "now" ? new StatBuilder() : new TimeSeriesBuilder();
    return graph
        .title(panel.title)
        .datasource(datasource)
        .unit(panel.unit)
        .span(size.narrow)
        .height(size.high)
        .targets(targets);
}

function query({ of, queries, shown }: Panel, at: number): Builder<Dataquery> {
    const { expression = "", legend = "" } = queries[at] ?? {};
    const refId = String.fromCharCode("A".charCodeAt(0) + at);
    if (of === "logs") {
        return new LokiBuilder().refId(refId).expr(expression).legendFormat(legend);
    }
    const asked = new PrometheusBuilder().refId(refId).expr(expression).legendFormat(legend);
    return shown === "now" ? asked.instant() : asked.range();
}
