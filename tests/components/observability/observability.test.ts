import { metricJobs } from "../../../catalogue/metric-jobs";
import { platformAsset } from "../../../catalogue/platform-assets";
import { logNamespaces } from "../../../components/platform/observability/observed-apps";
import { redactions } from "../../../components/platform/observability/redactions";
import type { Recorded } from "../../support/record";
import { recordShipped, shippedConfig } from "../../support/shipped-program";
import { objectsOf, type Release, releasesOf, type Tree, valuesOfKey } from "../recorded";

const section = "homelab:observability";

function shippedWith(change: object): Promise<readonly Recorded[]> {
    const shipped = JSON.parse(shippedConfig()[section] ?? "{}") as object;
    return recordShipped({
        config: {
            [section]: JSON.stringify({ ...shipped, ...change }),
            "homelab:grafanaCloudToken": "glc_sample",
        },
        secretKeys: ["homelab:proxmoxApiToken", "homelab:grafanaCloudToken"],
    });
}

function pipelines(recorded: readonly Recorded[]): Record<string, string> {
    return Object.fromEntries(
        objectsOf(recorded, "ConfigMap").flatMap(({ name, all }) => {
            const text = (all["data"] as Tree | undefined)?.["pipeline.river"];
            return typeof text === "string" ? [[name, text]] : [];
        }),
    );
}

describe("the collector", () => {
    let alloy: readonly Recorded[];
    let agent: readonly Recorded[];
    beforeAll(async () => {
        alloy = await shippedWith({});
        agent = await shippedWith({ collector: "grafana-agent" });
    });
    const collectors = (recorded: readonly Recorded[]): readonly Release[] =>
        releasesOf(recorded).filter(({ chart }) => ["alloy", "grafana-agent"].includes(chart));

    it("runs the same pipelines, whichever it is", () => {
        expect(Object.keys(pipelines(alloy)).sort()).toEqual(["audit-reader", "collector"]);
        expect(pipelines(agent)).toEqual(pipelines(alloy));
        const names = (recorded: readonly Recorded[]) =>
            collectors(recorded)
                .map(({ name }) => name)
                .sort();
        expect(names(alloy)).toEqual(["alloy", "alloy-audit"]);
        expect(names(agent)).toEqual(["grafana-agent", "grafana-agent-audit"]);
    });

    it("differs in nothing else of the stack but its releases", () => {
        const others = (recorded: readonly Recorded[]) =>
            recorded.filter(({ type }) => !type.includes("helm")).map(({ name }) => name);
        expect(others(agent)).toEqual(others(alloy));
    });

    it("does not call home", () => {
        for (const { values } of [...collectors(alloy), ...collectors(agent)]) {
            const own = (values["alloy"] ?? values["agent"]) as Tree;
            expect(own["enableReporting"]).toBe(false);
        }
    });

    it("reads every kind of source that the seed names", () => {
        const { collector = "", "audit-reader": audit } = pipelines(alloy);
        for (const job of Object.keys(metricJobs)) {
            expect(collector).toContain(`job_name = "${job}"`);
        }
        expect(collector).toContain("loki.source.kubernetes_events");
        expect(collector).toContain('loki.source.kubernetes "pods"');
        expect(audit).toContain("/var/log/audit/kube/*.log");
    });

    it("asks Immich on the port of its metrics, and keeps those that its file names", () => {
        const { collector = "" } = pipelines(alloy);
        const parts = collector.split(/^(?=\S)/m);
        const part = (kind: string) =>
            parts.find((one) => one.startsWith(`${kind} "app_immich_server_8082"`)) ?? "";
        const targets = part("discovery.relabel");
        for (const rule of [/_namespace"\][^}]*"immich"/, /"\$1:8082"/]) {
            expect(targets).toMatch(rule);
        }
        expect(part("prometheus.scrape")).toContain('job_name = "immich"');
        expect(part("prometheus.relabel")).toMatch(
            /regex = "up\|immich_jobs_asset_generate_thumbnails_success_total\|[a-z_|]+"/,
        );
        const release = releasesOf(alloy).find(({ name }) => name === "immich");
        expect(valuesOfKey(release?.values, "IMMICH_TELEMETRY_INCLUDE")).toEqual(["job"]);
        expect(valuesOfKey(release?.values, "IMMICH_MICROSERVICES_METRICS_PORT")).toEqual(["8082"]);
    });

    it("names its token's file, and never the token", () => {
        const { collector = "" } = pipelines(alloy);
        expect(collector.match(/password_file = "\/etc\/grafana-cloud\/token"/g)).toHaveLength(2);
        expect(JSON.stringify(objectsOf(alloy))).not.toContain("glc_sample");
    });

    it("lets logs of named namespaces out, and those of no app with confidential data", () => {
        const { collector = "" } = pipelines(alloy);
        const kept = /regex = "([a-z0-9|-]*kube-system[a-z0-9|-]*)"/.exec(collector)?.[1];
        expect(kept?.split("|")).toEqual(expect.arrayContaining(["kube-system", "traefik"]));
        expect(kept?.split("|")).not.toContain("immich");
        expect(kept?.split("|")).not.toContain("sealed-secrets");
    });

    it("redacts before anything is pushed, from whatever source", () => {
        const { collector = "" } = pipelines(alloy);
        const processes = collector.split(/^(?=\S)/m).filter((part) => /^loki\.process/.test(part));
        expect(processes).toHaveLength(3);
        for (const process of processes) {
            expect(process.match(/replace = "\(redacted\)"/g)).toHaveLength(redactions.length);
            expect(process).toContain("stage.limit");
        }
        expect(collector.match(/loki\.write\.grafana_cloud\.receiver/g)).toHaveLength(3);
    });

    it("is not there without Grafana Cloud, and neither is anything that serves it", async () => {
        const without = await shippedWith({ grafanaCloud: undefined });
        expect(collectors(without)).toEqual([]);
        const text = JSON.stringify(without);
        expect(text).not.toContain("listen-metrics-urls");
        expect(text).not.toContain("proxmox-exporter");
        expect(text).not.toContain("9187");
    });

    it("has etcd show its metrics to the nodes", () => {
        expect(JSON.stringify(alloy)).toContain("http://192.168.10.21:2381");
    });
});

describe("logNamespaces", () => {
    const of = (name: string) =>
        name === "open" ? [platformAsset("logs")] : [platformAsset("talos-secrets")];
    const apps = ["open", "closed"].map((name) => ({ name }) as never);

    it("keeps confidential apps at home unless the owner names them", () => {
        expect(logNamespaces(apps, { of }, [])).toEqual(["open"]);
        expect(logNamespaces(apps, { of }, ["closed", "zoo", "open"])).toEqual([
            "closed",
            "open",
            "zoo",
        ]);
    });
});

describe("redactions", () => {
    /** As the collector does: what the group of an expression found is replaced. */
    const redacted = (line: string) =>
        redactions.reduce((text, { expression }) => {
            const insensitive = expression.startsWith("(?i)");
            const regex = new RegExp(expression.replace("(?i)", ""), insensitive ? "gi" : "g");
            return text.replace(regex, (whole: string, group: string) =>
                whole.replace(group, "(redacted)"),
            );
        }, line);

    it.each([
        ["Authorization: Bearer abcdef1234567890", "abcdef1234567890"],
        ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln rejected", "eyJhbGciOiJIUzI1NiJ9"],
        ['{"password":"hunter22","user":"a"}', "hunter22"],
        ["DB_PASSWORD=hunter22 starting", "hunter22"],
        ["connect postgres://app:s3cret@db:5432/app", "s3cret"],
        ["key AKIAABCDEFGHIJKLMNOP used", "AKIAABCDEFGHIJKLMNOP"],
        ["pushing with glc_eyJvIjoiMSIsIm4iOiJ4In0=", "glc_eyJvIjoi"],
        ["mail from someone@example.org arrived", "someone@example.org"],
    ])("hides the secret in %s", (line, secret) => {
        expect(redacted(line)).not.toContain(secret);
        expect(redacted(line)).toContain("(redacted)");
    });

    it("leaves ordinary lines alone", () => {
        const line = 'level=info msg="request served" path=/api/albums status=200 duration=12ms';
        expect(redacted(line)).toBe(line);
    });
});
