import type { AnyApp } from "../../catalogue/app-spec";
import { isTree, type Tree } from "./recorded";

/** Labels by which pods are found, and what listens there. */
interface Part {
    readonly pods: Tree;
    readonly ports: readonly number[];
}

export interface Rule {
    readonly from?: readonly Peer[];
    readonly to?: readonly Peer[];
    readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}

export interface Peer {
    readonly podSelector?: { readonly matchLabels?: Tree; readonly matchExpressions?: unknown };
    readonly namespaceSelector?: {
        readonly matchLabels?: Tree;
        readonly matchExpressions?: unknown;
    };
    readonly ipBlock?: { readonly cidr: string };
}

/** What surrounds an app, as far as its traffic depends on it. */
export interface Surroundings {
    readonly running: readonly AnyApp[];
    /** Addresses of devices in the house, by name. */
    readonly devices: Readonly<Record<string, readonly string[]>>;
    /** Addresses of the Kubernetes API. */
    readonly apiServer: readonly string[];
}

/** Selects a namespace by its name. */
export const inNamespace = (name: string) => ({
    matchLabels: { "kubernetes.io/metadata.name": name },
});

/** Labels of the pods of a scheduled job. */
const jobLabels = (app: string, job: string) => ({
    "app.kubernetes.io/name": job,
    "app.kubernetes.io/instance": app,
    "app.kubernetes.io/component": "scheduled-job",
});

/** The parts of an app that have traffic: its workloads, jobs, databases and caches. */
export function partsOf(app: AnyApp): Record<string, Part> {
    const parts: Record<string, Part> = {};
    for (const [name, { podLabels, ports }] of Object.entries(app.workloads)) {
        parts[name] = { pods: podLabels, ports };
    }
    for (const name of Object.keys(app.jobs ?? {})) {
        if (app.connections.some(({ from }) => from === name)) {
            parts[name] = { pods: jobLabels(app.name, name), ports: [] };
        }
    }
    for (const [name, { kind }] of Object.entries(app.data)) {
        const store = `${app.name}-${name}`;
        if (kind === "postgres") {
            parts[name] = { pods: { "cnpg.io/cluster": store }, ports: [5432] };
        } else if (kind === "cache") {
            const labels = {
                "app.kubernetes.io/name": "valkey",
                "app.kubernetes.io/instance": store,
            };
            parts[name] = { pods: labels, ports: [6379] };
        }
    }
    return parts;
}

/** A rule in one line, for comparison: who, and on which ports. */
export function line({ from, to, ports = [] }: Rule): string {
    const on = ports.map(({ protocol, port }) => `${protocol}/${port}`).sort();
    return `${JSON.stringify(sorted(from ?? to ?? "anybody"))} on ${on.join(",") || "every port"}`;
}

/** A rule that lets one peer through. */
export const onPorts = (peer: Peer, ports: readonly number[], protocol = "TCP") =>
    line({ from: [peer], ports: ports.map((port) => ({ port, protocol })) });

/** What the files of all apps allow to reach a part. */
export function allowedIn(app: AnyApp, role: string, { running }: Surroundings): string[] {
    const parts = partsOf(app);
    const { ports = [] } = parts[role] ?? {};
    const inside = app.connections
        .filter(({ to }) => to === role)
        .map(({ from }): Peer => {
            return from === "edge"
                ? {
                      podSelector: { matchLabels: { "app.kubernetes.io/name": "traefik" } },
                      namespaceSelector: inNamespace("traefik"),
                  }
                : { podSelector: { matchLabels: parts[from]?.pods ?? {} } };
        });
    const outside = running.flatMap((other) =>
        other.connections.flatMap(({ from, to }): Peer[] =>
            typeof to !== "string" && "app" in to && to.app === app.name && to.workload === role
                ? [
                      {
                          podSelector: { matchLabels: partsOf(other)[from]?.pods ?? {} },
                          namespaceSelector: inNamespace(other.name),
                      },
                  ]
                : [],
        ),
    );
    const collector: Peer = {
        podSelector: { matchLabels: { "app.kubernetes.io/component": "collector" } },
        namespaceSelector: inNamespace("observability"),
    };
    const operator: Peer = {
        podSelector: { matchLabels: { "app.kubernetes.io/name": "cloudnative-pg" } },
        namespaceSelector: inNamespace("cnpg-system"),
    };
    return [
        ...[...inside, ...outside].map((peer) => onPorts(peer, ports)),
        ...(app.data[role]?.kind === "postgres"
            ? [onPorts(operator, [5432, 8000]), onPorts(collector, [9187])]
            : []),
        ...(app.metrics ?? [])
            .filter(({ workload }) => workload === role)
            .map(({ port }) => onPorts(collector, [port])),
    ].sort();
}

/** What an app's file allows a part to call; hosts outside the house stand in a policy of their own. */
export function allowedOut(app: AnyApp, role: string, surroundings: Surroundings): string[] {
    const ways = app.connections.filter(({ from }) => from === role);
    const reporting: Way = { peers: surroundings.apiServer.map(addressed), ports: [6443] };
    return [
        ...ways.flatMap(({ to }): Way[] => waysTo(to, app, surroundings)),
        ...(app.data[role]?.kind === "postgres" ? [reporting] : []),
    ]
        .map(({ peers, ports, protocol = "TCP" }) =>
            line({ to: peers, ports: ports.map((port) => ({ port, protocol })) }),
        )
        .sort();
}

interface Way {
    readonly peers: readonly Peer[];
    readonly ports: readonly number[];
    readonly protocol?: string;
}

function waysTo(
    to: AnyApp["connections"][number]["to"],
    app: AnyApp,
    { running, devices }: Surroundings,
): Way[] {
    if (typeof to === "string") {
        const { pods = {}, ports = [] } = partsOf(app)[to] ?? {};
        return [{ peers: [{ podSelector: { matchLabels: pods } }], ports }];
    }
    if ("app" in to) {
        const target = running.find(({ name }) => name === to.app)?.workloads[to.workload];
        const peer = {
            podSelector: { matchLabels: target?.podLabels ?? {} },
            namespaceSelector: inNamespace(to.app),
        };
        return target ? [{ peers: [peer], ports: target.ports }] : [];
    }
    if ("devices" in to) {
        const peers = (devices[to.devices] ?? []).map(addressed);
        return peers.length === 0
            ? []
            : [{ peers, ports: to.ports, ...(to.protocol && { protocol: to.protocol }) }];
    }
    return [];
}

function addressed(cidr: string): Peer {
    return { ipBlock: { cidr } };
}

/** The same with the keys of every map in order. */
function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(sorted);
    }
    return isTree(value)
        ? Object.fromEntries(
              Object.keys(value)
                  .sort()
                  .map((key) => [key, sorted(value[key])]),
          )
        : value;
}
