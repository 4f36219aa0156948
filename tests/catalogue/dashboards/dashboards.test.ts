import { apps } from "../../../apps";
import { alertsOf } from "../../../catalogue/alerts";
import { collect } from "../../../catalogue/catalogue";
import type { DataAsset } from "../../../catalogue/data-asset";
import { dashboards, dashboardsOf } from "../../../catalogue/dashboards";
import { metricJobs } from "../../../catalogue/metric-jobs";
import { parsed } from "../alerts/promql";
import { bareApp } from "../bare-app";

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

it.each([
    [
        "use of claims",
        "Data",
        "kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes",
    ],
    ["query latency", "Databases", "cnpg_homelab_statements_seconds"],
    ["the connection pool", "Databases", "cnpg_backends_total"],
    ["success of backups", "Data", "velero_backup_success_total"],
    ["failure of backups", "Data", "velero_backup_failure_total"],
    ["failure of base backups", "Data", "last_failed_backup_timestamp"],
    ["failure of second copies", "Data", "volsync_missed_intervals_total"],
    ["failure of copying jobs", "Data", "kube_job_status_failed"],
    ["growth of data", "Data", "deriv(kubelet_volume_stats_used_bytes"],
    ["API latency", "Apps", "traefik_service_request_duration_seconds_bucket"],
])("of what the seed wants observed, %s is on the page %s", (_what, page, asked) => {
    const shown = queries.filter(([title]) => title.startsWith(`${page}: `));
    expect(shown.filter(([, text]) => text.includes(asked))).not.toEqual([]);
});

describe("an app with metrics of its own", () => {
    const diary = bareApp({
        metrics: [
            {
                workload: "server",
                port: 9090,
                path: "/metrics",
                keep: [
                    { name: "diary_pages", title: "Pages", unit: "bytes", shows: "level" },
                    { name: "diary_writes_total", title: "Writes", unit: "short", shows: "total" },
                ],
                series: 2,
            },
        ],
    });

    it("has a page of them, which asks for its own series and for each that is kept", () => {
        const pages = dashboardsOf([bareApp({ name: "silent" }), diary]);
        expect(pages.slice(0, -1)).toEqual(dashboards);
        const [page] = pages.slice(-1);
        expect(page).toMatchObject({ uid: "app-diary", title: "Diary" });
        expect(
            page?.panels.map(({ title, unit, queries }) => [title, unit, queries[0]?.expression]),
        ).toEqual([
            ["Pages", "bytes", 'sum(diary_pages{namespace="diary"})'],
            ["Writes", "short", 'sum(increase(diary_writes_total{namespace="diary"}[1h]))'],
        ]);
    });

    it("is there: Immich tells what its jobs do", () => {
        const own = dashboardsOf(apps).filter((page) => !dashboards.includes(page));
        expect(own.map(({ uid }) => uid)).toEqual(["app-immich"]);
        for (const { queries } of own.flatMap(({ panels }) => panels)) {
            const { errors, metrics } = parsed(queries[0]?.expression ?? "");
            expect(errors).toEqual([]);
            expect([...metrics].join()).toMatch(/^immich_jobs_[a-z_]+_(success|failed)_total$/);
        }
    });

    it("counts each series that it keeps", () => {
        const kept = apps.flatMap(({ metrics = [] }) => metrics);
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.filter(({ keep, series }) => keep.length > series)).toEqual([]);
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
