import { apps } from "../../../apps";
import { alertsOf } from "../../../catalogue/alerts";
import { collect } from "../../../catalogue/catalogue";
import { gatewayMetricsPort } from "../../../components/platform/observability/names";
import type { Recorded } from "../../support/record";
import { recordShipped } from "../../support/shipped-program";
import { objectsOf, releasesOf, type Tree, valuesOfKey } from "../recorded";

let recorded: readonly Recorded[];
let pipeline: string;
beforeAll(async () => {
    recorded = await recordShipped({
        config: { "homelab:grafanaCloudToken": "glc_sample" },
        secretKeys: ["homelab:proxmoxApiToken", "homelab:grafanaCloudToken"],
    });
    const map = objectsOf(recorded, "ConfigMap").find(({ name }) => name === "collector");
    pipeline = String((map?.all["data"] as Tree | undefined)?.["pipeline.river"]);
});

const part = (kind: string, label: string) =>
    pipeline.split(/^(?=\S)/m).find((one) => one.startsWith(`${kind} "${label}"`)) ?? "";
const ways = () =>
    objectsOf(recorded, "NetworkPolicy")
        .filter(({ name }) => name === "collector")
        .flatMap(({ spec }) => valuesOfKey(spec["egress"], "port"));
const releaseOf = (name: string) => releasesOf(recorded).find((one) => one.name === name)?.values;

describe("what is asked for metrics", () => {
    it("is etcd, where Talos lets it answer", () => {
        const port = /\$1:(\d+)/.exec(part("discovery.relabel", "etcd"))?.[1] ?? "";
        const machines = JSON.stringify(
            recorded.filter(({ type }) => type.endsWith(":ConfigurationApply")),
        );
        expect(machines).toMatch(new RegExp(`listen-metrics-urls: http://[\\d.]+:${port}\\\\`));
        expect(ways()).toContain(Number(port));
    });

    it("is the gateway, on the port that its chart shows metrics on, and that is open to no other", () => {
        // `ports.metrics.port` of Traefik's chart, which the values leave as it is.
        expect(gatewayMetricsPort).toBe(9100);
        expect(valuesOfKey(releaseOf("traefik"), "metrics")).toEqual([]);
        expect(part("discovery.relabel", "traefik")).toContain('regex = "9100"');
        const [policy] = objectsOf(recorded, "NetworkPolicy").filter(
            ({ name, namespace }) => name === "metrics" && namespace === "traefik",
        );
        expect(valuesOfKey(policy?.spec["ingress"], "port")).toEqual([gatewayMetricsPort]);
    });

    it("is behind Services that there are, on ports that are open to the collector", () => {
        const addresses = [
            ...pipeline.matchAll(/"__address__" = "([a-z-]+)\.observability\.svc[^:]*:(\d+)"/g),
        ].map(([, service = "", port = ""]) => ({ service, port: Number(port) }));
        const services = [
            ...objectsOf(recorded, "Service").map(({ name }) => name),
            ...valuesOfKey(releaseOf("kube-state-metrics"), "fullnameOverride"),
        ];
        expect(addresses.map(({ service }) => service).sort()).toEqual([
            "kube-state-metrics",
            "proxmox-exporter",
        ]);
        for (const { service, port } of addresses) {
            expect(services).toContain(service);
            expect(ways()).toContain(port);
        }
    });

    it("is every kind of object that a metric of Kubernetes' state is about", () => {
        const collected = (releaseOf("kube-state-metrics") as Tree)["collectors"] as string[];
        const kinds = new Set(
            [...pipeline.matchAll(/\bkube_(?!state_metrics)([a-z]+)_/g)].map(
                ([, kind]) => `${String(kind)}s`,
            ),
        );
        expect([...kinds].sort()).toEqual([...collected].sort());
    });
});

test("what leaves the house bears the name that alerts ask for", () => {
    const [, label, value] =
        /external_labels = \{\s+"(\w+)" = "(\w+)"/.exec(
            part("prometheus.remote_write", "grafana_cloud"),
        ) ?? [];
    expect([label, value]).toEqual(["cluster", "homelab"]);
    const asked = alertsOf(collect(apps).assets).flatMap(
        ({ expression }) => /\b(cluster)\b/.exec(expression)?.[1] ?? [],
    );
    expect(new Set(asked)).toEqual(new Set([label]));
});

test("events of failed probes, which quote what an app answered, stay in the house", () => {
    expect(part("loki.process", "events")).toContain('expression = "reason=Unhealthy"');
});
