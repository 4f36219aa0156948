import * as pulumi from "@pulumi/pulumi";
import type { AnyApp, HouseDevices, OtherApp } from "../../catalogue/app-spec";
import { jobPods, podsOfPart } from "../../catalogue/pods-of-part";
import {
    databaseOperatorNamespace,
    databaseOperatorPods,
    edgeNamespace,
    edgePods,
    hostEgress,
    networkPolicy,
    type Peer,
    type TrafficRule,
} from "../platform";
import { dataName } from "./bindings";
import { cachePods } from "./valkey-cache";

/** One end of a connection inside an app: which pods, and on which ports they listen. */
interface Party {
    readonly pods: Readonly<Record<string, string>>;
    readonly ports: readonly number[];
}

export interface AppNetworkArgs {
    readonly app: AnyApp;
    /** All apps that run, this one included. */
    readonly running: readonly AnyApp[];
    /** Addresses of devices in the house, by the name that apps use. */
    readonly devices: Readonly<Record<string, readonly string[]>>;
    readonly apiServer: Peer;
    /** The nodes, where pods are that no policy can name. */
    readonly nodes: Peer;
    /** Pods that ask for metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
}

/**
 * The ways of traffic an app's file lists, as one policy for each of its parts, and one more for
 * parts that call hosts outside the house by name. Ways to other apps are opened at both ends.
 */
export class AppNetwork extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: AppNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:workload:AppNetwork", `${name}-network`, { app: name }, opts);

        const parties = partiesOf(args.app);
        this.ready = Object.entries(parties).flatMap(([role, party]) => {
            const ingress = [
                ...ingressOf(role, args, parties),
                ...managed(role, args),
                ...observed(role, args),
            ];
            const egress = egressOf(role, args, parties);
            const inside = { namespace: name, pods: party.pods };
            const hosts = hostsOf(role, args.app);
            return [
                // A policy without any way would read as one that means to close something.
                ...(ingress.length + egress.length > 0
                    ? [
                          networkPolicy(
                              role,
                              {
                                  ...inside,
                                  ...(ingress.length > 0 && { ingress }),
                                  ...(egress.length > 0 && { egress }),
                              },
                              { parent: this },
                          ),
                      ]
                    : []),
                ...(hosts.length > 0
                    ? [hostEgress(role, { ...inside, hosts }, { parent: this })]
                    : []),
            ];
        });
        this.registerOutputs({ parts: Object.keys(parties) });
    }
}

function partiesOf(app: AnyApp): Record<string, Party> {
    const parties: Record<string, Party> = {};
    for (const [role, workload] of Object.entries(app.workloads)) {
        parties[role] = { pods: workload.podLabels, ports: workload.ports };
    }
    // What a job does not ask for the namespace denies it already.
    for (const job of Object.keys(app.jobs ?? {})) {
        if (app.connections.some(({ from }) => from === job)) {
            parties[job] = { pods: jobPods(app.name, job), ports: [] };
        }
    }
    for (const [data, { kind }] of Object.entries(app.data)) {
        if (kind === "postgres") {
            parties[data] = {
                pods: { "cnpg.io/cluster": dataName(app.name, data) },
                ports: [5432],
            };
        } else if (kind === "cache") {
            parties[data] = { pods: cachePods(app.name, data), ports: [6379] };
        }
    }
    return parties;
}

function ingressOf(
    role: string,
    { app, running, nodes }: AppNetworkArgs,
    parties: Record<string, Party>,
): TrafficRule[] {
    const { ports = [] } = parties[role] ?? {};
    const inside = app.connections
        .filter(({ to }) => to === role)
        .flatMap(({ from }): Peer[] => {
            if (from === "edge") {
                return [{ pods: edgePods, namespace: edgeNamespace }];
            }
            const party = parties[from];
            return party ? [{ pods: party.pods }] : [];
        });
    const outside = running.flatMap((other) =>
        other.connections.flatMap(({ from, to }): Peer[] => {
            const pods = podsOfPart(other, from);
            const meant = isOtherApp(to) && to.app === app.name && to.workload === role;
            if (!meant || !pods) {
                return [];
            }
            return [other.inNodeNetwork ? nodes : { pods, namespace: other.name }];
        }),
    );
    return [...inside, ...outside].map((peer) => ({ peers: [peer], ports }));
}

function egressOf(
    role: string,
    args: AppNetworkArgs,
    parties: Record<string, Party>,
): TrafficRule[] {
    const declared = args.app.connections.flatMap(({ from, to }): TrafficRule[] => {
        if (from !== role) {
            return [];
        }
        if (isOtherApp(to)) {
            return toOtherApp(to, args);
        }
        if (isDevices(to)) {
            return toDevices(to, args.devices);
        }
        const party = typeof to === "string" ? parties[to] : undefined;
        return party ? [{ peers: [{ pods: party.pods }], ports: party.ports }] : [];
    });
    // A database instance reports to its operator through the API server.
    return args.app.data[role]?.kind === "postgres"
        ? [...declared, { peers: [args.apiServer], ports: [6443] }]
        : declared;
}

function toOtherApp(
    { app, workload }: OtherApp,
    { running, nodes }: AppNetworkArgs,
): TrafficRule[] {
    const other = running.find(({ name }) => name === app);
    const target = other?.workloads[workload];
    if (other === undefined || target === undefined) {
        return [];
    }
    const pods = { pods: target.podLabels, namespace: app };
    return [{ peers: [other.inNodeNetwork ? nodes : pods], ports: target.ports }];
}

function toDevices(to: HouseDevices, devices: AppNetworkArgs["devices"]): TrafficRule[] {
    const cidrs = devices[to.devices] ?? [];
    const protocol = to.protocol ?? "TCP";
    return cidrs.length === 0 ? [] : [{ peers: [{ cidrs }], ports: to.ports, protocol }];
}

function hostsOf(role: string, app: AnyApp) {
    return app.connections.flatMap(({ from, to }) =>
        from === role && typeof to !== "string" && "hosts" in to
            ? to.hosts.map((name) => ({ name, port: to.port }))
            : [],
    );
}

/** The database operator asks each instance how it is. */
function managed(role: string, args: AppNetworkArgs): TrafficRule[] {
    return args.app.data[role]?.kind === "postgres"
        ? [
              {
                  peers: [{ pods: databaseOperatorPods, namespace: databaseOperatorNamespace }],
                  ports: [5432, 8000],
              },
          ]
        : [];
}

/** The collector asks databases for their metrics, and workloads that announce some. */
function observed(role: string, { app, collector }: AppNetworkArgs): TrafficRule[] {
    const ports = [
        ...(app.data[role]?.kind === "postgres" ? [9187] : []),
        ...(app.metrics ?? []).flatMap(({ workload, port }) => (workload === role ? [port] : [])),
    ];
    return collector && ports.length > 0 ? [{ peers: [collector], ports }] : [];
}

type Destination = AnyApp["connections"][number]["to"];

function isOtherApp(to: Destination): to is OtherApp {
    return typeof to !== "string" && "app" in to;
}

function isDevices(to: Destination): to is HouseDevices {
    return typeof to !== "string" && "devices" in to;
}
