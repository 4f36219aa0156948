import * as pulumi from "@pulumi/pulumi";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { networkPolicy, type Peer } from "../network-policy";

const chart = {
    chart: "cloudnative-pg",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.29.0",
} as const;

/** Namespace of the database operator. */
export const databaseOperatorNamespace = "cnpg-system";

/** Pods of the operator, as the chart labels them. */
export const databaseOperatorPods = { "app.kubernetes.io/name": "cloudnative-pg" } as const;

/** The keys of the chart that are set; see its values.yaml. */
interface CloudNativePgValues {
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

export interface CloudNativePgArgs {
    readonly apiServer: Peer;
    readonly protected: boolean;
}

/** The operator that runs PostgreSQL: one cluster for each app that asks for a database. */
export class CloudNativePg extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: CloudNativePgArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:CloudNativePg", name, args, opts);

        const home = new IsolatedNamespace(
            databaseOperatorNamespace,
            { classification: "internal", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const allowed = networkPolicy(
            "operator",
            {
                namespace: databaseOperatorNamespace,
                pods: databaseOperatorPods,
                // The API server calls the admission webhook.
                ingress: [{ peers: [args.apiServer], ports: [9443] }],
                egress: [
                    { peers: [args.apiServer], ports: [6443] },
                    // Each instance's manager, to ask how it is.
                    {
                        peers: [{ podsWith: ["cnpg.io/cluster"], namespacesWith: {} }],
                        ports: [8000, 5432],
                    },
                ],
            },
            { parent: this, dependsOn: home.ready },
        );
        const release = chartRelease<CloudNativePgValues>(
            name,
            {
                chart,
                namespace: databaseOperatorNamespace,
                values: {
                    resources: platformPods.databaseOperator.operator.containers.operator,
                },
            },
            { parent: this, dependsOn: [...home.ready, allowed] },
        );
        this.ready = [release];
        this.registerOutputs({ namespace: databaseOperatorNamespace });
    }
}
