import type { AnyApp } from "../../../catalogue/app-spec";
import { jobPods } from "../../../catalogue/pods-of-part";
import { nameServer, platformParts, platformWays } from "./declared-platform";
import { part, type Part } from "./part";
import type { Place } from "./places";

/** One way of traffic that is declared, by the names of parts and places. */
export interface Edge {
    readonly from: string;
    readonly to: string;
    /** Such as `TCP/443`; or every port. */
    readonly gate: string;
}

export const everyGate = "every port";

const databasePort = 5432;
const statusPort = 8000;
const databaseMetrics = 9187;
const cachePort = 6379;

/** Pods that no list names: what a namespace's own policies leave to anybody in it. */
function others(namespaces: readonly string[]): readonly Part[] {
    return [...new Set(namespaces)].map((namespace) =>
        part(`anything else in ${namespace}`, namespace, {}),
    );
}

/** Every part of the platform and of the running apps. */
export function partsOf(apps: readonly AnyApp[]): readonly Part[] {
    const known = [
        ...platformParts,
        ...apps.flatMap((app) => [
            ...Object.entries(app.workloads).map(([role, { podLabels, ports }]) =>
                part(`${app.name}/${role}`, app.name, podLabels, ports),
            ),
            ...[...Object.keys(app.jobs ?? {}), ...databasesOf(app).map(vacuumOf)].map((job) =>
                part(`${app.name}/${job}`, app.name, jobPods(app.name, job)),
            ),
            ...storesOf(app),
        ]),
    ];
    return [...known, ...others(known.map(({ namespace }) => namespace))];
}

function databasesOf(app: AnyApp): string[] {
    return Object.entries(app.data).flatMap(([role, { kind }]) =>
        kind === "postgres" ? [role] : [],
    );
}

function vacuumOf(data: string): string {
    return `${data}-vacuum`;
}

function storesOf(app: AnyApp): Part[] {
    return Object.entries(app.data).flatMap(([role, { kind }]) => {
        const name = `${app.name}/${role}`;
        const instance = `${app.name}-${role}`;
        if (kind === "postgres") {
            return [part(name, app.name, { "cnpg.io/cluster": instance }, [databasePort])];
        }
        const labels = {
            "app.kubernetes.io/name": "valkey",
            "app.kubernetes.io/instance": instance,
        };
        return kind === "cache" ? [part(name, app.name, labels, [cachePort])] : [];
    });
}

/** The ways that the platform needs and that apps' files allow; nothing else may pass. */
export function edgesOf(apps: readonly AnyApp[], places: readonly Place[]): readonly Edge[] {
    const parts = partsOf(apps);
    return [
        ...platformWays.flatMap(({ from, to, gates }) =>
            from.flatMap((source) =>
                membersOf(source, apps, places).flatMap((one) =>
                    to.flatMap((target) =>
                        membersOf(target, apps, places).flatMap((other) =>
                            gates.map((gate) => ({ from: one, to: other, gate })),
                        ),
                    ),
                ),
            ),
        ),
        ...apps.flatMap((app) => [
            ...connectionsOf(app, parts, places),
            ...databasesOf(app).flatMap((role) => databaseEdges(app, role)),
            ...(app.metrics ?? []).map(({ workload, port }) =>
                edge("collector", `${app.name}/${workload}`, port),
            ),
        ]),
    ];
}

/** Names that a name of a group stands for; any other stands for itself. */
function membersOf(
    name: string,
    apps: readonly AnyApp[],
    places: readonly Place[],
): readonly string[] {
    const placed = (wanted: (place: Place) => boolean) =>
        places.filter(wanted).map((place) => place.name);
    switch (name) {
        case "every pod":
            return partsOf(apps).map((one) => one.name);
        case "every database":
            return apps.flatMap((app) => databasesOf(app).map((role) => `${app.name}/${role}`));
        case "every place":
            return placed(() => true);
        case "anything in the house":
            return placed(({ inHouse }) => inHouse);
        default: {
            const kind = placed((place) => place.kind === name);
            return kind.length > 0 ? kind : [name];
        }
    }
}

function edge(from: string, to: string, port: number, protocol = "TCP"): Edge {
    return { from, to, gate: `${protocol}/${port}` };
}

function connectionsOf(
    app: AnyApp,
    parts: readonly Part[],
    places: readonly Place[],
): readonly Edge[] {
    const inside = (role: string) => (role === "edge" ? "gateway" : `${app.name}/${role}`);
    return app.connections.flatMap(({ from, to }): Edge[] => {
        if (typeof to !== "string" && "hosts" in to) {
            return [];
        }
        if (typeof to !== "string" && "devices" in to) {
            return places
                .filter(({ kind }) => kind === to.devices)
                .flatMap(({ name }): Edge[] =>
                    to.ports.length === 0
                        ? [{ from: inside(from), to: name, gate: everyGate }]
                        : to.ports.map((port) => edge(inside(from), name, port, to.protocol)),
                );
        }
        const target = typeof to === "string" ? inside(to) : `${to.app}/${to.workload}`;
        const ports = parts.find(({ name }) => name === target)?.ports ?? [];
        return ports.map((port) => edge(inside(from), target, port));
    });
}

function databaseEdges(app: AnyApp, role: string): readonly Edge[] {
    const database = `${app.name}/${role}`;
    return [
        edge("database operator", database, databasePort),
        edge("database operator", database, statusPort),
        edge("collector", database, databaseMetrics),
        edge(`${app.name}/${vacuumOf(role)}`, database, databasePort),
    ];
}

/** Whom no policy of the program is about. */
export const unguarded = [nameServer];
