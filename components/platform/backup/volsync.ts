import * as pulumi from "@pulumi/pulumi";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { networkPolicy, type Peer } from "../network-policy";

const chart = {
    chart: "volsync",
    repository: "https://backube.github.io/helm-charts",
    version: "0.16.0",
} as const;

const volsyncNamespace = "volsync-system";
/** In the chart; whoever asks has to log in. */
const metricsPort = 8443;

/** The keys of the chart that are set; see its values.yaml. */
interface VolSyncValues {
    readonly manageCRDs: true;
    readonly podSecurityContext: {
        readonly runAsNonRoot: true;
        readonly runAsUser: number;
        readonly seccompProfile: { readonly type: "RuntimeDefault" };
    };
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

export interface VolSyncArgs {
    readonly apiServer: Peer;
    /** Pods that ask it how it is doing; absent while nothing is collected. */
    readonly collector: Peer | undefined;
    readonly protected: boolean;
}

/** The operator that runs restic beside a claim's own pod, on the same node. */
export class VolSync extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: VolSyncArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:VolSync", name, args, opts);
        const home = new IsolatedNamespace(
            volsyncNamespace,
            { classification: "internal", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const allowed = networkPolicy(
            "operator",
            {
                namespace: volsyncNamespace,
                pods: { "app.kubernetes.io/name": "volsync" },
                ...(args.collector && {
                    ingress: [{ peers: [args.collector], ports: [metricsPort] }],
                }),
                egress: [{ peers: [args.apiServer], ports: [6443] }],
            },
            { parent: this, dependsOn: home.ready },
        );
        const release = chartRelease<VolSyncValues>(
            name,
            {
                chart,
                namespace: volsyncNamespace,
                values: {
                    manageCRDs: true,
                    podSecurityContext: {
                        runAsNonRoot: true,
                        runAsUser: 65534,
                        seccompProfile: { type: "RuntimeDefault" },
                    },
                    resources: platformPods.volumeCopies.volsync.containers.manager,
                },
            },
            { parent: this, dependsOn: [...home.ready, allowed] },
        );
        this.ready = [release];
        this.registerOutputs({ namespace: volsyncNamespace });
    }
}
