import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import {
    databaseOperatorNamespace,
    databaseOperatorPods,
    edgeNamespace,
    edgePods,
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
    readonly apiServer: Peer;
}

/**
 * The ways of traffic an app's file lists, as one policy for each of its parts. Hosts outside the
 * house are opened by port here and by name in the network's own policies.
 */
export class AppNetwork extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: AppNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:workload:AppNetwork", `${name}-network`, { app: name }, opts);

        const parties = partiesOf(args.app);
        this.ready = Object.entries(parties).map(([role, party]) => {
            const ingress = [...ingressOf(role, args.app, parties), ...managed(role, args)];
            const egress = egressOf(role, args, parties);
            return networkPolicy(
                role,
                {
                    namespace: name,
                    pods: party.pods,
                    ...(ingress.length > 0 && { ingress }),
                    ...(egress.length > 0 && { egress }),
                },
                { parent: this },
            );
        });
        this.registerOutputs({
            policies: Object.keys(parties).map((role) => role),
        });
    }
}

function partiesOf(app: AnyApp): Record<string, Party> {
    const parties: Record<string, Party> = {};
    for (const [role, workload] of Object.entries(app.workloads)) {
        parties[role] = { pods: workload.podLabels, ports: workload.ports };
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

function ingressOf(role: string, app: AnyApp, parties: Record<string, Party>): TrafficRule[] {
    return app.connections.flatMap(({ from, to }) => {
        const party = parties[role];
        if (to !== role || !party) {
            return [];
        }
        const peer: Peer | undefined =
            from === "edge"
                ? { pods: edgePods, namespace: edgeNamespace }
                : parties[from] && { pods: parties[from].pods };
        return peer ? [{ peers: [peer], ports: party.ports }] : [];
    });
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
        if (typeof to !== "string") {
            return [{ peers: [{ cidrs: ["0.0.0.0/0"] }], ports: [to.port] }];
        }
        const party = parties[to];
        return party ? [{ peers: [{ pods: party.pods }], ports: party.ports }] : [];
    });
    // A database instance reports to its operator through the API server.
    return args.app.data[role]?.kind === "postgres"
        ? [...declared, { peers: [args.apiServer], ports: [6443] }]
        : declared;
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
