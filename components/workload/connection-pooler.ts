import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import { databaseLimits } from "../../catalogue/database-limits";
import { poolMetricsPort } from "../../catalogue/metric-jobs";
import { podsOfPart } from "../../catalogue/pods-of-part";
import { serviceAddress } from "../../catalogue/service-address";
import { storeContainers } from "../../catalogue/requests/platform-pods";
import { networkPolicy, type Peer } from "../platform";
import { dataName, poolerName } from "./bindings";

export interface ConnectionPoolerArgs {
    readonly app: AnyApp;
    /** Name of the database among the app's data. */
    readonly data: string;
    readonly apiServer: Peer;
    /** Pods that ask for metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
}

/** Names under which the pool's service is called, for the server's certificate to carry. */
export function poolerHosts(app: string, data: string): string[] {
    const name = poolerName(app, data);
    return [name, `${name}.${app}`, `${name}.${app}.svc`, serviceAddress(name, app)];
}

/**
 * PgBouncer between an app and its database. It shows the server's certificate and checks the
 * server's in turn. A session keeps its connection, so that nothing an app relies on breaks.
 *
 * @see https://cloudnative-pg.io/documentation/current/connection_pooling/
 */
export class ConnectionPooler extends pulumi.ComponentResource {
    constructor(name: string, args: ConnectionPoolerArgs, opts?: pulumi.ComponentResourceOptions) {
        const { app, data } = args;
        super("homelab:workload:ConnectionPooler", name, { app: app.name, data }, opts);
        const ways = this.ways(args);
        new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "postgresql.cnpg.io/v1",
                kind: "Pooler",
                metadata: { name: poolerName(app.name, data), namespace: app.name },
                spec: {
                    cluster: { name: dataName(app.name, data) },
                    instances: 1,
                    type: "rw",
                    pgbouncer: {
                        poolMode: "session",
                        parameters: {
                            max_client_conn: "400",
                            // The operator's own default lets plain connections in.
                            client_tls_sslmode: "require",
                            default_pool_size: String(databaseLimits.connectionsOfApp - 10),
                        },
                    },
                    template: podTemplate(poolerPods(app.name, data)),
                },
            },
            { parent: this, dependsOn: ways },
        );
        this.registerOutputs({ data });
    }

    private ways({ app, data, apiServer, collector }: ConnectionPoolerArgs): pulumi.Resource[] {
        const pool = { namespace: app.name, pods: poolerPods(app.name, data) };
        const server = {
            namespace: app.name,
            pods: { "cnpg.io/cluster": dataName(app.name, data) },
        };
        const callers = app.connections
            .filter(({ to }) => to === data)
            .flatMap(({ from }) => {
                const pods = podsOfPart(app, from);
                return pods === undefined ? [] : [{ from, pods }];
            });
        const open = (from: Peer) => [{ peers: [from], ports: [5432] }];
        return [
            networkPolicy(
                `${data}-pooler`,
                {
                    ...pool,
                    ingress: [
                        ...callers.flatMap(({ pods }) => open({ pods })),
                        ...(collector ? [{ peers: [collector], ports: [poolMetricsPort] }] : []),
                    ],
                    egress: [
                        ...open({ pods: server.pods }),
                        // Its manager reads logins and certificates there.
                        { peers: [apiServer], ports: [6443] },
                    ],
                },
                { parent: this },
            ),
            networkPolicy(
                `${data}-from-pooler`,
                { ...server, ingress: open({ pods: pool.pods }) },
                { parent: this },
            ),
            ...callers.map(({ from, pods }) =>
                networkPolicy(
                    `${from}-to-${data}-pooler`,
                    { namespace: app.name, pods, egress: open({ pods: pool.pods }) },
                    { parent: this },
                ),
            ),
        ];
    }
}

function poolerPods(app: string, data: string): Readonly<Record<string, string>> {
    return { "cnpg.io/poolerName": poolerName(app, data) };
}

/** The operator's own template, with limits. */
function podTemplate(labels: Readonly<Record<string, string>>) {
    return {
        metadata: { labels },
        spec: {
            containers: [
                {
                    name: "pgbouncer",
                    resources: storeContainers.pooler,
                },
            ],
        },
    };
}
