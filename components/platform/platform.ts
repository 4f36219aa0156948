import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import type { HomelabConfig } from "../../config/schema";
import { CloudNativePg } from "./database";
import { Edge, edgeNamespace, edgePods, route } from "./edge";
import { ArgoCd, argoCdService, chartSource, gitopsNamespace } from "./gitops";
import { Cilium } from "./network";
import type { Peer } from "./network-policy";
import { SealedSecrets } from "./secrets";
import { Storage, type StorageArgs } from "./storage";

export interface PlatformArgs
    extends
        Pick<HomelabConfig, "proxmox" | "cluster" | "network" | "storage" | "domain" | "gitops">,
        Pick<StorageArgs, "csi"> {
    /** Apps that Argo CD delivers. */
    readonly delivered: readonly AnyApp[];
    /** Secrets of the stack's configuration, by key. */
    readonly configuredSecrets: Readonly<Record<string, pulumi.Output<string>>>;
    readonly protected: boolean;
}

/** Layer 5: the services every app stands on, in the order in which they need each other. */
export class Platform extends pulumi.ComponentResource {
    /** Where pods find the Kubernetes API. */
    readonly apiServer: Peer;
    readonly sealingCertificate: pulumi.Output<string>;
    /** Certificate of the house's own authority, PEM. */
    readonly authority: pulumi.Output<string>;
    /** Services with pages of their own. */
    readonly pages: readonly { readonly name: string; readonly hostname: string }[];
    /** What apps wait for. */
    readonly ready: pulumi.Resource[];
    /** What apps that Argo CD delivers wait for. */
    readonly deliveryReady: pulumi.Resource[];
    /** Password of Argo CD's user `admin`; secret; absent without Argo CD. */
    readonly gitopsPassword: pulumi.Output<string> | undefined;

    constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Platform", name, { protected: args.protected }, opts);
        this.apiServer = {
            cidrs: args.cluster.nodes
                .filter((node) => node.role === "controlplane")
                .map((node) => `${node.ip}/32`),
        };

        const cilium = new Cilium(
            "cilium",
            {
                loadBalancerRange: args.network.loadBalancerRange,
                hasWorkers: args.cluster.nodes.some((node) => node.role === "worker"),
            },
            { parent: this },
        );
        const afterNetwork = { parent: this, dependsOn: cilium.ready };
        const sealedSecrets = new SealedSecrets(
            "sealed-secrets",
            { apiServer: this.apiServer, protected: args.protected },
            afterNetwork,
        );
        this.sealingCertificate = sealedSecrets.certificate;
        const shared = {
            ...args,
            apiServer: this.apiServer,
            sealingCertificate: this.sealingCertificate,
        };
        const afterSecrets = { parent: this, dependsOn: [sealedSecrets] };
        const storage = new Storage("storage", shared, afterSecrets);
        const edge = new Edge("edge", shared, afterSecrets);
        const databases = new CloudNativePg(
            "cloudnative-pg",
            { apiServer: this.apiServer, protected: args.protected },
            afterNetwork,
        );
        this.authority = edge.authority;
        const gitops = this.gitops(args, { parent: this, dependsOn: edge.ready });
        this.pages = gitops ? [{ name: "argocd", hostname: gitops.hostname }] : [];
        this.deliveryReady = gitops?.ready ?? [];
        this.gitopsPassword = gitops?.adminPassword;
        this.ready = [...storage.ready, ...edge.ready, ...databases.ready];
        this.registerOutputs({ authority: this.authority });
    }

    private gitops(args: PlatformArgs, opts: pulumi.ComponentResourceOptions): ArgoCd | undefined {
        const { gitops, delivered, domain } = args;
        if (gitops === undefined) {
            return undefined;
        }
        const token = args.configuredSecrets["gitopsToken"];
        const hostname = `${gitops.host}.${domain}`;
        const argoCd = new ArgoCd(
            "argocd",
            {
                ...gitops,
                hostname,
                ...(gitops.user !== undefined &&
                    token !== undefined && { login: { user: gitops.user, token } }),
                apps: delivered.map(({ name, chart }) => ({
                    name,
                    source: chartSource(chart, gitops),
                })),
                apiServer: this.apiServer,
                gateway: { pods: edgePods, namespace: edgeNamespace },
                sealingCertificate: this.sealingCertificate,
                protected: args.protected,
            },
            opts,
        );
        route(
            "argocd",
            { namespace: gitopsNamespace, hostname, ...argoCdService },
            { parent: argoCd, dependsOn: argoCd.ready },
        );
        return argoCd;
    }
}
