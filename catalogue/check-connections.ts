import type { AnyApp, Connection } from "./app-spec";

const hostName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;

/** The problems of an app's ports and connections, without the app's name in front. */
export function checkConnections(app: AnyApp): string[] {
    const badPorts = Object.entries(app.workloads).flatMap(([name, { ports }]) =>
        ports
            .filter((port) => !isPort(port))
            .map((port) => `workloads.${name}.ports has ${port}: use 1 to 65535`),
    );
    return [
        ...badPorts,
        ...app.connections.flatMap((connection, at) => [
            ...checkFrom(app, connection, at),
            ...checkTo(app, connection, at),
        ]),
    ];
}

function checkFrom(app: AnyApp, { from }: Connection, at: number): string[] {
    if (from === "edge" || Object.hasOwn(app.workloads, from)) {
        return [];
    }
    const known = ["edge", ...Object.keys(app.workloads)].join(", ");
    return [`connections[${at}].from "${from}" names no workload: name one of ${known}`];
}

function checkTo(app: AnyApp, { from, to }: Connection, at: number): string[] {
    const path = `connections[${at}].to`;
    if (typeof to !== "string") {
        return from === "edge"
            ? [`${path} leads from the gateway out of the house: name a workload`]
            : checkHosts(path, to.hosts, to.port);
    }
    const workload = Object.hasOwn(app.workloads, to) ? app.workloads[to] : undefined;
    if (from === "edge") {
        return workload?.ports.includes(app.reach.port)
            ? []
            : [
                  `${path} "${to}" does not listen on reach.port ${app.reach.port}: name the workload that does`,
              ];
    }
    const data = Object.hasOwn(app.data, to) ? app.data[to] : undefined;
    return workload || data?.kind === "postgres" || data?.kind === "cache"
        ? []
        : [
              `${path} "${to}" names no workload, postgres or cache of the app: declare it or remove it`,
          ];
}

function checkHosts(path: string, hosts: readonly string[], port: number): string[] {
    return [
        ...(hosts.length === 0 ? [`${path}.hosts is empty: name the hosts or remove it`] : []),
        ...hosts
            .filter((host) => !hostName.test(host))
            .map((host) => `${path}.hosts has "${host}": write a full host name without wildcards`),
        ...(isPort(port) ? [] : [`${path}.port is ${port}: use 1 to 65535`]),
    ];
}
