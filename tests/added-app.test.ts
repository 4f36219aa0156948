import { apps } from "../apps";
import type { AnyApp } from "../catalogue/app-spec";
import { dashboards, dashboardsOf } from "../catalogue/dashboards";
import { labelsLeft, selectorsIn, selects } from "./catalogue/alerts/promql";
import { objectsOf, releasesOf, valuesOfKey } from "./components/recorded";
import { linkding } from "./fixtures/linkding";
import type { Recorded } from "./support/record";
import { recordShipped, shippedConfig } from "./support/shipped-program";

const config = {
    "homelab:apps": JSON.stringify({
        ...(JSON.parse(shippedConfig()["homelab:apps"] ?? "{}") as object),
        linkding: { enabled: true },
    }),
};

describe("an app that is one file and one line of the list", () => {
    const list: readonly AnyApp[] = [...apps, linkding];
    let recorded: readonly Recorded[];
    let added: readonly string[];
    beforeAll(async () => {
        const title = ({ type, name }: Recorded) => `${type.split(":").at(-1) ?? ""} ${name}`;
        const before = new Set((await recordShipped()).map(title));
        recorded = await recordShipped({ with: list, config });
        added = recorded.map(title).filter((one) => !before.has(one));
    });

    it("has a namespace, its ways, its claim, its route and its release", () => {
        expect(added).toEqual(
            expect.arrayContaining([
                "App linkding",
                "Namespace linkding",
                "NetworkPolicy linkding-default-deny",
                "NetworkPolicy linkding-allow-dns",
                "NetworkPolicy linkding-main",
                "PersistentVolumeClaim linkding-bookmarks",
                "HTTPRoute linkding-route",
                "Release linkding",
            ]),
        );
    });

    it("keeps its data where the catalogue wants data of that class", () => {
        const claim = objectsOf(recorded, "PersistentVolumeClaim").find(
            ({ namespace }) => namespace === "linkding",
        );
        expect(claim?.labels).toMatchObject({
            "data.homelab/asset": "linkding.bookmarks",
            "data.homelab/classification": "sensitive",
            "data.homelab/backup-priority": "high",
        });
        expect(claim?.spec["storageClassName"]).toBe("proxmox-csi-encrypted-g1");
    });

    it("is found on the start page", () => {
        const glance = releasesOf(recorded).find(({ name }) => name === "glance");
        expect(JSON.stringify(glance?.values)).toContain("https://bookmarks.");
    });

    it("is let out of its namespace to nobody, and into it from the gateway alone", () => {
        const policies = objectsOf(recorded, "NetworkPolicy").filter(
            ({ namespace }) => namespace === "linkding",
        );
        const named = (name: string) =>
            policies.find((one) => one.name === name)?.spec as Record<string, unknown>;
        expect(named("default-deny")).toMatchObject({ policyTypes: ["Ingress", "Egress"] });
        expect(JSON.stringify(named("main")["ingress"])).toContain('"traefik"');
        expect(named("main")["egress"]).toBeUndefined();
    });

    it("is copied by each schedule that its priority has", () => {
        const schedules = (namespace: string) =>
            objectsOf(recorded, "Schedule").filter(
                ({ spec }) =>
                    JSON.stringify(valuesOfKey(spec, "includedNamespaces")) ===
                    JSON.stringify([[namespace]]),
            );
        expect(schedules("linkding").map(({ name }) => name)).toEqual(
            ["daily", "weekly", "monthly", "yearly"].map((tier) => `linkding-${tier}`),
        );
    });

    it("has alerts about its volume, which are told in its name", () => {
        const group = recorded.find(({ name }) => name === "linkding-alerts");
        const assets = valuesOfKey(group?.inputs, "asset");
        expect(assets.length).toBeGreaterThan(1);
        expect(new Set(assets)).toEqual(new Set(["linkding.bookmarks", "linkding.database"]));
    });

    describe("on the pages", () => {
        const claims = () => ({ namespace: "linkding", persistentvolumeclaim: claimName() });
        const claimName = () =>
            objectsOf(recorded, "PersistentVolumeClaim").find(
                ({ namespace }) => namespace === "linkding",
            )?.name ?? "no claim";
        const schedule = () => ({
            schedule:
                objectsOf(recorded, "Schedule").find(({ name }) => name.startsWith("linkding-"))
                    ?.name ?? "no schedule",
        });
        const container = () => ({ namespace: "linkding", container: "main" });
        const service = () => ({ service: "linkding-linkding-route-0@kubernetesgateway" });
        /** Series that there are of the app, by the labels that those who make them give them. */
        const series = [
            ["kubelet_volume_stats_used_bytes", claims],
            ["kubelet_volume_stats_capacity_bytes", claims],
            ["kubelet_volume_stats_available_bytes", claims],
            ["kube_persistentvolumeclaim_resource_requests_storage_bytes", claims],
            ["velero_backup_last_successful_timestamp", schedule],
            ["velero_backup_success_total", schedule],
            ["velero_backup_failure_total", schedule],
            ["container_cpu_usage_seconds_total", container],
            ["container_memory_working_set_bytes", container],
            ["kube_pod_container_status_restarts_total", container],
            ["traefik_service_requests_total", service],
            ["traefik_service_request_duration_seconds_bucket", service],
        ] as const;
        const queries = dashboards.flatMap(({ panels }) =>
            panels
                .filter(({ of }) => of === "metrics")
                .flatMap((panel) => panel.queries.map((query) => ({ panel, ...query }))),
        );

        it.each(series)("%s of it is shown, in a line that names it", (metric, labelsOf) => {
            const labels: Readonly<Record<string, string>> = labelsOf();
            const shown = queries.filter(({ expression }) =>
                selectorsIn(expression).some((one) => selects(one, metric, labels)),
            );
            const lines = shown.map(({ expression, legend }) => {
                const left = labelsLeft(expression);
                return legend.replace(/\{\{(\w+)\}\}/g, (_all, label: string) =>
                    left === "all" || left.includes(label) ? (labels[label] ?? "") : "",
                );
            });
            expect(lines).not.toEqual([]);
            expect(lines.filter((line) => !line.includes("linkding"))).toEqual([]);
            expect(JSON.stringify(labels)).not.toContain('"no ');
        });

        it("is left out by no selector, and by none shown alone", () => {
            const names = list.map(({ name }) => name);
            const asked = queries.flatMap(({ expression }) => selectorsIn(expression));
            const values = asked.flatMap(({ matchers }) => matchers.map(({ value }) => value));
            expect(values.filter((value) => names.some((name) => value.includes(name)))).toEqual(
                [],
            );
        });

        it("is in Grafana as it is in the catalogue", () => {
            const expressions = recorded
                .filter(({ type }) => /:Dashboard$/.test(type))
                .flatMap(({ inputs }) =>
                    valuesOfKey(JSON.parse(String(inputs["configJson"])), "expr"),
                );
            expect(expressions).toEqual(valuesOfKey(dashboardsOf(list), "expression"));
        });
    });

    it("has a page and a scrape of its own once its file names metrics of its own", async () => {
        const counting: AnyApp = {
            ...linkding,
            metrics: [
                {
                    workload: "main",
                    port: 9191,
                    path: "/metrics",
                    keep: [
                        {
                            name: "linkding_bookmarks",
                            title: "Bookmarks",
                            unit: "short",
                            shows: "level",
                        },
                    ],
                    series: 1,
                },
            ],
        };
        const counted = await recordShipped({ with: [...apps, counting], config });
        const page = counted.find(({ name }) => name === "app-linkding");
        const [asked, ...more] = valuesOfKey(
            JSON.parse((page?.inputs["configJson"] as string | undefined) ?? "{}"),
            "expr",
        ).map(String);
        expect(more).toEqual([]);
        const [pipeline = ""] = counted
            .filter(({ name }) => name === "collector-pipeline")
            .flatMap(({ inputs }) => valuesOfKey(inputs, "pipeline.river"))
            .map(String);
        const components = pipeline.split(/^(?=\S)/m);
        const of = (kind: string) =>
            components.find((one) => one.startsWith(`${kind} "app_linkding_main_9191"`)) ?? "";
        // The label that the panel asks by is the one that the scrape gives.
        expect(of("discovery.relabel")).toMatch(
            /source_labels = \["__meta_kubernetes_namespace"\]\s+target_label = "namespace"/,
        );
        expect(of("prometheus.scrape")).toContain('job_name = "linkding"');
        expect(of("prometheus.relabel")).toContain('regex = "up|linkding_bookmarks"');
        expect(
            selectorsIn(asked ?? "").map((one) =>
                selects(one, "linkding_bookmarks", { namespace: "linkding" }),
            ),
        ).toEqual([true]);
        const main = objectsOf(counted, "NetworkPolicy").find(
            ({ namespace, name }) => namespace === "linkding" && name === "main",
        );
        expect(JSON.stringify(main?.spec["ingress"])).toMatch(/collector.+9191/);
    });

    it("brings nothing that is not named after it", () => {
        expect(added.filter((one) => !one.includes("linkding"))).toEqual([]);
    });
});
