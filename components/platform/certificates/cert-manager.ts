import * as pulumi from "@pulumi/pulumi";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { networkPolicy, type Peer } from "../network-policy";

const chart = {
    chart: "cert-manager",
    repository: "https://charts.jetstack.io",
    version: "v1.21.1",
} as const;

/** Namespace of cert-manager, where its cluster-wide issuers look for their Secrets. */
export const certManagerNamespace = "cert-manager";

/** Pods that ask authorities for certificates, as the chart labels them. */
export const issuingPods = { "app.kubernetes.io/name": "cert-manager" } as const;

/**
 * Name servers outside of the house that are asked whether a DNS-01 answer can be seen from there;
 * the house's own would answer from its own entries.
 */
export const publicNameServers = ["1.1.1.1", "9.9.9.9"] as const;

interface Resources {
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

/** The keys of the chart that are set; see its values.yaml. */
interface CertManagerValues extends Resources {
    readonly global: {
        readonly rbac: { readonly aggregateClusterRoles: false };
        readonly leaderElection: { readonly namespace: string };
    };
    readonly crds: { readonly enabled: true; readonly keep: true };
    readonly dns01RecursiveNameservers: string;
    readonly dns01RecursiveNameserversOnly: true;
    readonly webhook: Resources;
    readonly cainjector: Resources;
    readonly startupapicheck: Resources;
}

const { certificates } = platformPods;

const values: CertManagerValues = {
    global: {
        // Nobody but cert-manager and this program handles its objects.
        rbac: { aggregateClusterRoles: false },
        leaderElection: { namespace: certManagerNamespace },
    },
    crds: { enabled: true, keep: true },
    dns01RecursiveNameservers: publicNameServers.map((address) => `${address}:53`).join(","),
    dns01RecursiveNameserversOnly: true,
    resources: certificates.controller.containers.controller,
    webhook: { resources: certificates.webhook.containers.webhook },
    cainjector: { resources: certificates.cainjector.containers.cainjector },
    startupapicheck: { resources: certificates.startupapicheck.containers.check },
};

export interface CertManagerArgs {
    readonly apiServer: Peer;
    readonly protected: boolean;
}

/**
 * What asks authorities for certificates and renews them in time, for the gateway and for operators
 * that bring authorities of their own.
 *
 * @see https://cert-manager.io/docs/
 */
export class CertManager extends pulumi.ComponentResource {
    /** Wait for these before any Certificate or Issuer. */
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: CertManagerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:CertManager", name, args, opts);

        const home = new IsolatedNamespace(
            certManagerNamespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const apiServer = { peers: [args.apiServer], ports: [6443] };
        const policy = (role: string, pods: string, ingress?: readonly number[]) =>
            networkPolicy(
                role,
                {
                    namespace: certManagerNamespace,
                    pods: { "app.kubernetes.io/name": pods },
                    ...(ingress && { ingress: [{ peers: [args.apiServer], ports: ingress }] }),
                    egress: [apiServer],
                },
                { parent: this, dependsOn: home.ready },
            );
        const allowed = [
            policy("controller", issuingPods["app.kubernetes.io/name"]),
            // The API server has every Certificate and Issuer checked before it takes it.
            policy("webhook", "webhook", [10250]),
            policy("cainjector", "cainjector"),
            policy("startupapicheck", "startupapicheck"),
        ];
        const release = chartRelease<CertManagerValues>(
            name,
            { chart, namespace: certManagerNamespace, values },
            { parent: this, dependsOn: [...home.ready, ...allowed] },
        );
        this.ready = [release];
        this.registerOutputs({ namespace: certManagerNamespace });
    }
}
