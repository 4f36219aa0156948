import { apps } from "../../../apps";
import { alertsOf } from "../../../catalogue/alerts";
import { collect } from "../../../catalogue/catalogue";
import type { DataAsset } from "../../../catalogue/data-asset";
import { dashboards } from "../../../catalogue/dashboards";
import { metricJobs } from "../../../catalogue/metric-jobs";
import { parsed } from "../alerts/promql";

const queries = dashboards.flatMap(({ title, panels }) =>
    panels
        .filter(({ of }) => of === "metrics")
        .flatMap((panel) =>
            panel.queries.map(
                ({ expression }) => [`${title}: ${panel.title}`, expression] as const,
            ),
        ),
);
const kept = Object.values(metricJobs).flatMap((job) => Object.keys(job));

describe("every panel", () => {
    it.each(queries)("%s asks in PromQL for metrics that leave the house", (_title, expression) => {
        const { errors, metrics } = parsed(expression);
        expect(errors).toEqual([]);
        expect([...metrics].filter((metric) => metric !== "up" && !kept.includes(metric))).toEqual(
            [],
        );
    });

    it("has a title of its own on its page", () => {
        for (const { panels } of dashboards) {
            expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
        }
    });
});

it("what leaves the house is looked at by an alert or a panel", () => {
    const database: DataAsset = {
        id: "album.index",
        title: "Index",
        kind: "postgres",
        classification: "sensitive",
        backup: "critical",
        retention: "indefinite",
        personal: true,
        size: "5Gi",
    };
    const alerts = alertsOf([...collect(apps).assets, database]).filter(
        ({ of }) => of === "metrics",
    );
    const asked = [...queries.map(([, text]) => text), ...alerts.map((one) => one.expression)];
    const used = new Set(asked.flatMap((text) => [...parsed(text).metrics]));
    expect(kept.filter((metric) => !used.has(metric))).toEqual([]);
});

it("tells a parser's error from PromQL", () => {
    expect(parsed("sum(rate(up[5m])").errors).not.toEqual([]);
    expect([...parsed("sum by (job) (up) / count(down)").metrics]).toEqual(["up", "down"]);
});
