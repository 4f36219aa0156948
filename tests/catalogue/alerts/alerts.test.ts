import { apps } from "../../../apps";
import { alertsOf, unwatched, watchOf } from "../../../catalogue/alerts";
import { leastFree } from "../../../catalogue/alerts/of-storage";
import { backupLevels } from "../../../catalogue/backup/levels";
import { collect } from "../../../catalogue/catalogue";
import { backupPriorities, type DataAsset } from "../../../catalogue/data-asset";
import { metricJobs } from "../../../catalogue/metric-jobs";
import { effectiveApp } from "../../../catalogue/effective-app";
import { optionsOf } from "../../apps/sample-bindings";
import { recordShipped } from "../../support/shipped-program";
import { parsed } from "./promql";

const { assets } = collect(apps);
const alerts = alertsOf(assets);
const kept = new Set(["up", ...Object.values(metricJobs).flatMap((job) => Object.keys(job))]);

const photos: DataAsset = {
    id: "album.photos",
    title: "Photos",
    kind: "volume",
    classification: "sensitive",
    backup: "critical",
    retention: "indefinite",
    personal: true,
    size: "500Gi",
};
const index: DataAsset = { ...photos, id: "album.index", title: "Index", kind: "postgres" };
const about = (asset: DataAsset) =>
    alertsOf([asset])
        .filter((alert) => alert.asset === asset.id)
        .map(({ name }) => name.slice(asset.id.length + 1));
const expressionOf = (asset: DataAsset, what: string) =>
    alertsOf([asset]).find(({ name }) => name === `${asset.id} ${what}`)?.expression ?? "";

describe("every alert", () => {
    const ofMetrics = alerts.filter(({ of }) => of === "metrics");

    it.each(ofMetrics.map(({ name, expression }) => [name, expression] as const))(
        "%s is PromQL about metrics that leave the house",
        (_name, expression) => {
            const { errors, metrics } = parsed(expression);
            expect(errors).toEqual([]);
            expect([...metrics].filter((metric) => !kept.has(metric))).toEqual([]);
        },
    );

    it("has a name of its own, and says what to do", () => {
        const names = alerts.map(({ name }) => name);
        expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
        expect(alerts.filter(({ summary }) => !/^(etcd|[A-Z]).+\.$/.test(summary))).toEqual([]);
    });

    it("is written once: no two ask the same", () => {
        const expressions = alerts.map(({ expression }) => expression);
        expect(new Set(expressions).size).toBe(expressions.length);
    });
});

describe("alerts about data", () => {
    it("are of every kind that the data is", () => {
        expect(about(photos)).toEqual([
            "room",
            "growth",
            "file-system copy",
            "independent file-system copy",
            "restore drill",
        ]);
        expect(about(index)).toEqual([
            "room",
            "growth",
            "down",
            "latency",
            "pool",
            "scans",
            "base backup and WAL archive",
            "bucket copy",
        ]);
        expect(about({ ...photos, backup: "none" })).toEqual(["room", "growth"]);
    });

    it("find the data by its names in the cluster", () => {
        expect(expressionOf(photos, "room")).toContain(
            'kubelet_volume_stats_available_bytes{namespace="album",persistentvolumeclaim="album-photos"}',
        );
        expect(expressionOf(index, "room")).toContain(
            'persistentvolumeclaim=~"album-index-[0-9]+"',
        );
        expect(expressionOf({ ...photos, kind: "cache" }, "room")).toContain('"album-photos-data"');
        expect(expressionOf(index, "down")).toContain('cnpg_cluster="album-index"');
    });

    it.each(backupPriorities.filter((priority) => priority !== "none"))(
        "allow a copy of priority %s to be as old as the backup table says, and the time of a run",
        (backup) => {
            const limit = (backupLevels[backup].rpoHours + 4) * 3600;
            expect(expressionOf({ ...photos, backup }, "file-system copy")).toContain(
                `> ${limit} or absent`,
            );
        },
    );

    it("say when clients wait before the pool of a database", () => {
        expect(expressionOf(index, "pool")).toContain(
            'or max(cnpg_pgbouncer_pools_maxwait{namespace="album",pooler="album-index-pooler"}) > 5',
        );
    });

    it("say when a copy failed, wholly or in part, before it is too old", () => {
        const copy = expressionOf(photos, "file-system copy");
        for (const metric of ["failure_total", "partial_failure_total"]) {
            expect(copy).toContain(
                `or sum(increase(velero_backup_${metric}{schedule=~"album-.*"}[1d])) > 0`,
            );
        }
        const at = (metric: string) =>
            `max(barman_cloud_cloudnative_pg_io_${metric}_backup_timestamp{namespace="album",cnpg_cluster="album-index"})`;
        expect(expressionOf(index, "base backup and WAL archive")).toContain(
            `or ${at("last_failed")} > ${at("last_available")} or`,
        );
    });

    it("say when no restore has succeeded in the time between two drills, of any repository", () => {
        const last =
            'kube_cronjob_status_last_successful_time{namespace="album",cronjob=~"album-photos-.+-drill"}';
        expect(expressionOf(photos, "restore drill")).toBe(
            `time() - min(${last}) > ${String(8 * 86400)} or absent(${last})`,
        );
    });

    it("speak of no drill where no job tries one", () => {
        for (const asset of [
            index,
            { ...photos, backup: "high" },
            { ...photos, storedIn: "album.index" },
        ] as const) {
            expect(about(asset)).not.toContain("restore drill");
        }
    });

    it("name the jobs that try restores", async () => {
        const recorded = await recordShipped();
        const drills = recorded
            .filter(({ type, name }) => type.endsWith(":CronJob") && name.endsWith("-drill"))
            .map(({ inputs }) => inputs["metadata"] as { name: string; namespace: string });
        const asked = alerts
            .filter(({ name }) => name.endsWith(" restore drill"))
            .map(({ expression }) => /namespace="(.+?)",cronjob=~"(.+?)"/.exec(expression) ?? []);
        const isAsked = ({ name, namespace }: { name: string; namespace: string }) =>
            asked.some(
                ([, place, jobs = ""]) => place === namespace && new RegExp(`^${jobs}$`).test(name),
            );
        expect(drills.length).toBeGreaterThan(0);
        expect(drills.filter((drill) => !isAsked(drill))).toEqual([]);
    });

    it("name no job that does not run", async () => {
        const recorded = await recordShipped();
        const jobs = recorded
            .filter(({ type }) => type.endsWith(":CronJob"))
            .map(({ inputs }) => inputs["metadata"] as { name: string; namespace: string });
        const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
        const running = alertsOf(
            collect(apps.map((app) => effectiveApp(app, optionsOf(app)))).assets,
        );
        const asked = running.flatMap(({ name, expression }) =>
            [...expression.matchAll(/namespace=~?"([^"]+)",cronjob=~?"([^"]+)"/g)].map(
                ([, namespace = "", job = ""]) => ({ name, namespace, job }),
            ),
        );
        expect(asked.map(({ name }) => name)).toEqual(
            expect.arrayContaining(["n8n.workflows job", "paperless.document-export job"]),
        );
        expect(
            asked.filter(
                (one) =>
                    !jobs.some(
                        ({ name, namespace }) =>
                            whole(one.namespace).test(namespace) && whole(one.job).test(name),
                    ),
            ),
        ).toEqual([]);
    });

    it("ask once for what several share, and name them all", () => {
        const other: DataAsset = { ...photos, id: "album.scans", title: "Scans", backup: "high" };
        const copies = alertsOf([other, photos]).filter(({ name }) =>
            name.endsWith(" file-system copy"),
        );
        expect(copies).toMatchObject([
            {
                name: "album.photos file-system copy",
                asset: "album.photos",
                alsoOf: ["album.scans"],
                severity: "urgent",
                summary: expect.stringMatching(/Photos .* So did that of Scans\.$/) as string,
            },
            { name: "album.photos independent file-system copy" },
        ]);
    });

    it("leave about 10 GiB free, and look farther ahead the more the data is worth", () => {
        expect(leastFree({ size: "500Gi" })).toBe(0.05);
        expect(leastFree({ size: "100Gi" })).toBe(0.1);
        expect(leastFree({ size: "1Gi" })).toBe(0.2);
        expect(expressionOf(photos, "growth")).toContain("30 * 86400");
        expect(expressionOf({ ...photos, backup: "none" }, "growth")).toContain("3 * 86400");
    });
});

describe("critical data", () => {
    it("is all watched, or nobody could watch it for a reason that is given", () => {
        expect(unwatched(assets)).toEqual([]);
        const { unseen } = watchOf(assets);
        const silent = unseen.filter(({ asset }) => asset.backup === "critical");
        expect(silent.map(({ asset }) => asset.kind)).not.toContain("volume");
        expect(silent.map(({ asset }) => asset.kind)).not.toContain("postgres");
        expect(silent.map(({ asset }) => asset.id)).toContain("platform.sealing-key");
    });

    it("that no alert is about is found", () => {
        const lost = { ...photos, id: "album.lost", kind: "images" } as const;
        expect(unwatched([...assets, lost])).toEqual([lost]);
    });
});
