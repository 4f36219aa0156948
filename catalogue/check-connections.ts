import type { AnyApp, Connection, ExternalHosts, HouseDevices, OtherApp } from "./app-spec";
import { podsOfPart } from "./pods-of-part";

type Outside = ExternalHosts | HouseDevices | OtherApp;

const hostName = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

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
    if (from === "edge" || podsOfPart(app, from) !== undefined) {
        return [];
    }
    const known = ["edge", ...Object.keys(app.workloads), ...Object.keys(app.jobs ?? {})];
    return [`connections[${at}].from "${from}" names no workload: name one of ${known.join(", ")}`];
}

function checkTo(app: AnyApp, { from, to }: Connection, at: number): string[] {
    const path = `connections[${at}].to`;
    if (typeof to !== "string") {
        return from === "edge"
            ? [`${path} leads from the gateway out of the app: name a workload`]
            : checkOutside(app, path, to);
    }
    const workload = Object.hasOwn(app.workloads, to) ? app.workloads[to] : undefined;
    if (from === "edge") {
        if (!app.reach) {
            return [`${path} is reached from the gateway, but the app has no reach: declare it`];
        }
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

function checkOutside(app: AnyApp, path: string, to: Outside): string[] {
    return [...checkTarget(app, path, to), ...checkCredentials(app, path, to)];
}

function checkTarget(app: AnyApp, path: string, to: Outside): string[] {
    if ("hosts" in to) {
        return checkHosts(path, to);
    }
    if ("devices" in to) {
        return to.ports
            .filter((port) => !isPort(port))
            .map((port) => `${path}.ports has ${port}: use 1 to 65535`);
    }
    return to.app === app.name ? [`${path}.app is the app itself: name the workload alone`] : [];
}

function checkHosts(path: string, { hosts, port }: ExternalHosts): string[] {
    return [
        ...(hosts.length === 0 ? [`${path}.hosts is empty: name the hosts or remove it`] : []),
        ...hosts
            .filter((host) => !hostName.test(host))
            .map((host) => `${path}.hosts has "${host}": write a full host name`),
        ...(isPort(port) ? [] : [`${path}.port is ${port}: use 1 to 65535`]),
    ];
}

function checkCredentials(app: AnyApp, path: string, to: Outside): string[] {
    const { auth, credentials } = to;
    if (auth === "none") {
        return credentials === undefined
            ? []
            : [`${path}.credentials is "${credentials}", but auth is none: name the method`];
    }
    if (credentials === undefined) {
        return [`${path}.auth is ${auth} without credentials: name the data entry that holds them`];
    }
    const data = Object.hasOwn(app.data, credentials) ? app.data[credentials] : undefined;
    // Pages that pair a device keep what it told them beside everything else that is sensitive.
    const kept = "devices" in to && data?.kind === "volume" && data.classification === "sensitive";
    return kept || data?.classification === "credentials"
        ? []
        : [`${path}.credentials "${credentials}" names no credentials of the app: declare them`];
}
