import type { AnyApp } from "../../../catalogue/app-spec";
import type { End } from "./network";

/** Something that listens or calls, by a name that a person knows. */
export interface Part extends End {
    readonly name: string;
    readonly namespace: string;
    /** Ports that anybody may want to reach; empty for one that only calls. */
    readonly ports: readonly number[];
}

/** One way of traffic that the catalogue of apps declares, by the names of the parts. */
export interface Edge {
    readonly from: string;
    readonly to: string;
    readonly port: number;
}

const databasePort = 5432;
const statusPort = 8000;
const databaseMetrics = 9187;
const cachePort = 6379;

/** Who of the platform has to do with apps, as its charts label the pods. */
const platform: readonly Part[] = [
    part("gateway", "traefik", { "app.kubernetes.io/name": "traefik" }),
    part("collector", "observability", { "app.kubernetes.io/component": "collector" }),
    part("database operator", "cnpg-system", { "app.kubernetes.io/name": "cloudnative-pg" }),
];

function part(
    name: string,
    namespace: string,
    labels: Readonly<Record<string, string>>,
    ports: readonly number[] = [],
): Part {
    return { name, namespace, labels, ports };
}

/** Every part of the running apps, and those of the platform that apps are reached by. */
export function partsOf(apps: readonly AnyApp[]): readonly Part[] {
    return [
        ...platform,
        ...apps.flatMap((app) => [
            ...Object.entries(app.workloads).map(([role, { podLabels, ports }]) =>
                part(`${app.name}/${role}`, app.name, podLabels, ports),
            ),
            ...Object.keys(app.jobs ?? {}).map((job) =>
                part(`${app.name}/${job}`, app.name, {
                    "app.kubernetes.io/name": job,
                    "app.kubernetes.io/instance": app.name,
                    "app.kubernetes.io/component": "scheduled-job",
                }),
            ),
            ...storesOf(app),
        ]),
    ];
}

function storesOf(app: AnyApp): Part[] {
    return Object.entries(app.data).flatMap(([role, { kind }]) => {
        const name = `${app.name}/${role}`;
        const instance = `${app.name}-${role}`;
        if (kind === "postgres") {
            const ports = [databasePort, statusPort, databaseMetrics];
            return [part(name, app.name, { "cnpg.io/cluster": instance }, ports)];
        }
        const labels = {
            "app.kubernetes.io/name": "valkey",
            "app.kubernetes.io/instance": instance,
        };
        return kind === "cache" ? [part(name, app.name, labels, [cachePort])] : [];
    });
}

/** The ways between parts that the apps' files allow, and nothing else may pass. */
export function edgesOf(apps: readonly AnyApp[]): readonly Edge[] {
    const parts = new Map(partsOf(apps).map((one) => [one.name, one]));
    return apps.flatMap((app) => {
        const inside = (role: string) => (role === "edge" ? "gateway" : `${app.name}/${role}`);
        const declared = app.connections.flatMap(({ from, to }): Edge[] => {
            if (typeof to !== "string" && !("app" in to)) {
                return [];
            }
            const target = typeof to === "string" ? inside(to) : `${to.app}/${to.workload}`;
            const ports = parts.get(target)?.ports ?? [];
            const reached = ports.includes(databasePort) ? [databasePort] : ports;
            return reached.map((port) => ({ from: inside(from), to: target, port }));
        });
        const databases = Object.entries(app.data).filter(([, { kind }]) => kind === "postgres");
        return [
            ...declared,
            ...databases.flatMap(([role]): Edge[] => [
                { from: "database operator", to: inside(role), port: databasePort },
                { from: "database operator", to: inside(role), port: statusPort },
                { from: "collector", to: inside(role), port: databaseMetrics },
            ]),
            ...(app.metrics ?? []).map(({ workload, port }): Edge => ({
                from: "collector",
                to: inside(workload),
                port,
            })),
        ];
    });
}
