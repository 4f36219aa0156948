import * as pulumi from "@pulumi/pulumi";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { networkPolicy, type Peer } from "../network-policy";

const chart = {
    chart: "plugin-barman-cloud",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.7.0",
} as const;

const pods = { "app.kubernetes.io/name": "plugin-barman-cloud" } as const;
const port = 9090;

/** The keys of the chart that are set; see its values.yaml. */
interface BarmanPluginValues {
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

export interface BarmanPluginArgs {
    readonly apiServer: Peer;
    /** The database operator, in whose namespace the plugin must be. */
    readonly operator: {
        readonly namespace: string;
        readonly pods: Readonly<Record<string, string>>;
    };
}

/** Teaches the database operator to archive into buckets. Its certificates come from cert-manager. */
export class BarmanPlugin extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: BarmanPluginArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:BarmanPlugin", name, args, opts);
        const { namespace } = args.operator;
        const ways = [
            networkPolicy(
                "barman-plugin",
                {
                    namespace,
                    pods,
                    ingress: [{ peers: [{ pods: args.operator.pods }], ports: [port] }],
                    egress: [{ peers: [args.apiServer], ports: [6443] }],
                },
                { parent: this },
            ),
            networkPolicy(
                "operator-to-barman-plugin",
                {
                    namespace,
                    pods: args.operator.pods,
                    egress: [{ peers: [{ pods }], ports: [port] }],
                },
                { parent: this },
            ),
        ];
        const release = chartRelease<BarmanPluginValues>(
            name,
            {
                chart,
                namespace,
                values: {
                    resources: platformPods.firstBucket.barman.containers.plugin,
                },
            },
            { parent: this, dependsOn: ways },
        );
        this.ready = [release];
        this.registerOutputs({ namespace });
    }
}
