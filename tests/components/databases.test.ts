import { parse } from "yaml";
import { customQueries } from "../../components/workload/database-queries";
import { metricsOf } from "../../catalogue/metric-jobs";
import { hoursBetween } from "../../catalogue/backup/schedules";
import { recordShipped, shippedConfig } from "../support/shipped-program";
import { type ClusterObject, objectsOf, releasesOf, type Tree, valuesOfKey } from "./recorded";
import type { Recorded } from "../support/record";

type Apps = Record<string, { databases?: Record<string, object> }>;

function shippedWith(settings: object | undefined): Promise<readonly Recorded[]> {
    const apps = JSON.parse(shippedConfig()["homelab:apps"] ?? "") as Apps;
    const immich = apps["immich"] ?? {};
    const changed = { ...immich, ...(settings && { databases: { database: settings } }) };
    return recordShipped({
        config: { "homelab:apps": JSON.stringify({ ...apps, immich: changed }) },
    });
}

const named = (recorded: readonly Recorded[], kind: string, name: string) =>
    objectsOf(recorded, kind).find(
        (one) => one.namespace === "immich" && one.name === name,
    ) as ClusterObject;
const names = (recorded: readonly Recorded[]) =>
    objectsOf(recorded)
        .filter(({ namespace }) => namespace === "immich")
        .map(({ kind, name }) => `${kind} ${name}`);

describe("a database", () => {
    let plain: readonly Recorded[];
    let served: readonly Recorded[];
    beforeAll(async () => {
        plain = await shippedWith(undefined);
        served = await shippedWith({ instances: 3, pooler: true });
    });
    const clusterOf = (recorded: readonly Recorded[]) =>
        named(recorded, "Cluster", "immich-database").spec;

    it("is one server, whose statements and waits for the disk are counted", () => {
        const { instances, postgresql } = clusterOf(plain);
        expect(instances).toBe(1);
        const { parameters } = postgresql as { parameters: Tree };
        // The operator loads pg_stat_statements, and makes its extension, for any setting of it.
        expect(parameters["pg_stat_statements.track"]).toBe("all");
        expect(parameters).toMatchObject({
            track_io_timing: "on",
            autovacuum: "on",
            autovacuum_vacuum_scale_factor: "0.05",
            autovacuum_analyze_scale_factor: "0.02",
            log_min_duration_statement: "1s",
        });
    });

    it("takes so many connections, most of them for the app", () => {
        expect(clusterOf(plain)["managed"]).toEqual({
            roles: [
                {
                    name: "immich",
                    ensure: "present",
                    login: true,
                    superuser: false,
                    connectionLimit: 80,
                    passwordSecret: { name: "immich-database-credentials" },
                },
            ],
        });
    });

    it("answers questions of the house, each of whose numbers leaves it", () => {
        const map = named(plain, "ConfigMap", "immich-database-queries");
        expect(clusterOf(plain)["monitoring"]).toEqual({
            customQueriesConfigMap: [{ name: map.name, key: "queries" }],
        });
        const queries = parse(String((map.all["data"] as Tree)["queries"])) as Tree;
        expect(queries).toEqual(customQueries("immich"));
        const numbers = Object.entries(customQueries("immich")).flatMap(([query, { metrics }]) =>
            metrics.flatMap((metric) =>
                Object.entries(metric)
                    .filter(([, { usage }]) => usage !== "LABEL")
                    .map(([column]) => `cnpg_${query}_${column}`),
            ),
        );
        expect(
            metricsOf("postgres")
                .filter((name) => name.includes("homelab"))
                .sort(),
        ).toEqual(numbers.sort());
    });

    it("is cleaned up once a week, over a connection that is checked, as the app's own user", () => {
        const { spec } = named(plain, "CronJob", "immich-database-vacuum");
        expect(hoursBetween(String(spec["schedule"]))).toBe(7 * 24);
        const [container] = valuesOfKey(spec, "containers")[0] as readonly Tree[];
        expect(container?.["command"]).toContain("--command=VACUUM (ANALYZE)");
        expect(container?.["env"]).toEqual(
            expect.arrayContaining([
                { name: "PGHOST", value: "immich-database-rw.immich.svc.cluster.local" },
                { name: "PGSSLMODE", value: "verify-full" },
                { name: "PGSSLROOTCERT", value: "/etc/authority/ca.crt" },
            ]),
        );
        const secret = valuesOfKey(spec, "secret");
        expect(secret).toEqual([
            { secretName: "immich-database-ca", items: [{ key: "ca.crt", path: "ca.crt" }] },
        ]);
    });

    it("has more servers, and a way between them, where the owner wants it", () => {
        expect(clusterOf(served)["instances"]).toBe(3);
        const servers = { matchLabels: { "cnpg.io/cluster": "immich-database" } };
        expect(named(served, "NetworkPolicy", "database-replication").spec).toMatchObject({
            podSelector: servers,
            ingress: [{ from: [{ podSelector: servers }] }],
            egress: [{ to: [{ podSelector: servers }] }],
        });
    });

    it("is reached through its pool, whose name its certificate carries", () => {
        const host = "immich-database-pooler.immich.svc.cluster.local";
        expect(named(served, "Pooler", "immich-database-pooler").spec).toMatchObject({
            cluster: { name: "immich-database" },
            type: "rw",
            pgbouncer: { parameters: { max_client_conn: "400" }, poolMode: "session" },
        });
        expect(clusterOf(served)["certificates"]).toEqual({
            serverAltDNSNames: expect.arrayContaining([host]) as unknown,
        });
        const values = (recorded: readonly Recorded[]) =>
            JSON.stringify(releasesOf(recorded).find(({ name }) => name === "immich")?.values);
        expect(values(served)).toContain(host);
        expect(values(plain)).not.toContain("pooler");
    });

    it("shows the collector how many wait before the pool", () => {
        const pool = named(served, "NetworkPolicy", "database-pooler").spec;
        const ways = pool["ingress"] as readonly Tree[];
        const watched = ways.filter((way) => valuesOfKey(way, "port").includes(9127));
        expect(watched).toHaveLength(1);
        expect(JSON.stringify(watched[0]?.["from"])).toContain('"collector"');
        const asked = objectsOf(served, "NetworkPolicy").find(
            ({ namespace, name }) => namespace === "observability" && name === "collector",
        );
        expect(asked?.spec["egress"]).toContainEqual({
            ports: [{ port: 9127, protocol: "TCP" }],
            to: [
                {
                    namespaceSelector: {},
                    podSelector: {
                        matchExpressions: [{ key: "cnpg.io/poolerName", operator: "Exists" }],
                    },
                },
            ],
        });
    });

    it("brings with its pool and servers what serves them, and nothing else", () => {
        const before = names(plain);
        expect(
            names(served)
                .filter((name) => !before.includes(name))
                .sort(),
        ).toEqual([
            "NetworkPolicy database-from-pooler",
            "NetworkPolicy database-pooler",
            "NetworkPolicy database-replication",
            "NetworkPolicy server-to-database-pooler",
            "Pooler immich-database-pooler",
        ]);
    });
});
