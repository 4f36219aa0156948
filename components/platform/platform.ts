import * as pulumi from "@pulumi/pulumi";
import { alertsOf } from "../../catalogue/alerts";
import { dashboardsOf } from "../../catalogue/dashboards";
import type { AnyApp } from "../../catalogue/app-spec";
import type { Catalogue } from "../../catalogue/catalogue";
import type { HomelabConfig } from "../../config/schema";
import { serviceAddress } from "../../catalogue/service-address";
import type { Backup } from "./backup";
import { AcmeIssuer, CertManager } from "./certificates";
import { cloudflaredNamespace, cloudflaredPods, Internet, type PublishedApp } from "./cloudflare";
import { CloudNativePg } from "./database";
import { Edge, edgeNamespace, edgePods, route, tunnelEntry } from "./edge";
import { ArgoCd, argoCdService, chartSource, gitopsNamespace } from "./gitops";
import { RegistryCache } from "./images";
import { Cilium } from "./network";
import type { Peer } from "./network-policy";
import {
    logNamespaces,
    metricsOfApp,
    Observability,
    type ProxmoxExporterArgs,
} from "./observability";
import { copies, keysOf } from "./platform-backup";
import { SealedSecrets } from "./secrets";
import { Storage, type StorageArgs } from "./storage";

export interface PlatformArgs
    extends
        Pick<
            HomelabConfig,
            | "proxmox"
            | "cluster"
            | "network"
            | "storage"
            | "apps"
            | "domain"
            | "cloudflare"
            | "gitops"
            | "observability"
            | "backup"
        >,
        Pick<StorageArgs, "csi"> {
    /** Address of the cache of images; absent without one. */
    readonly registryCache: string | undefined;
    /** Apps that Argo CD delivers. */
    readonly delivered: readonly AnyApp[];
    /** Apps that are reached from outside, if anything is. */
    readonly published: readonly PublishedApp[];
    /** Namespace that the machines let ask for snapshots of etcd. */
    readonly snapshotNamespace: string;
    /** Account on Proxmox that reads metrics; absent while nothing is collected. */
    readonly metricsAccount: ProxmoxExporterArgs["account"] | undefined;
    /** All apps that run. */
    readonly running: readonly AnyApp[];
    readonly catalogue: Catalogue;
    /** Secrets of the stack's configuration, by key. */
    readonly configuredSecrets: Readonly<Record<string, pulumi.Output<string>>>;
    readonly protected: boolean;
}

/** Layer 5: the services every app stands on, in the order in which they need each other. */
export class Platform extends pulumi.ComponentResource {
    /** Where pods find the Kubernetes API. */
    readonly apiServer: Peer;
    readonly sealingCertificate: pulumi.Output<string>;
    readonly backup: Backup;
    /** Every key that opens something of the platform, by what it opens; secret. */
    readonly keys: Readonly<Record<string, pulumi.Output<string>>>;
    /** Certificate of the house's own authority, PEM; absent where a public one signs. */
    readonly authority: pulumi.Output<string> | undefined;
    /** Whether apps can be reached from outside. */
    readonly reachedFromOutside: boolean;
    /** What programs send along instead of a login, by app; secret; absent without Cloudflare. */
    readonly serviceTokens: Internet["serviceTokens"] | undefined;
    /** Pods that ask others for their metrics; absent while nothing is collected. */
    readonly collector: Peer | undefined;
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
                encryption: args.network.encryption,
                protected: args.protected,
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
        const guarded = { apiServer: this.apiServer, protected: args.protected };
        const certificates = new CertManager("cert-manager", guarded, afterNetwork);
        this.reachedFromOutside = args.cloudflare !== undefined;
        const afterSecrets = { parent: this, dependsOn: [sealedSecrets] };
        const storage = new Storage("storage", shared, afterSecrets);
        this.cacheImages(args, { parent: this, dependsOn: storage.ready });
        const edge = new Edge(
            "edge",
            {
                ...shared,
                ...this.outside(args, {
                    parent: this,
                    dependsOn: [sealedSecrets, ...certificates.ready],
                }),
            },
            afterSecrets,
        );
        this.serviceTokens = this.internet(args, { parent: this, dependsOn: edge.ready });
        const databases = new CloudNativePg("cloudnative-pg", guarded, afterNetwork);
        this.authority = edge.authority;
        const gitops = this.gitops(args, { parent: this, dependsOn: edge.ready });
        this.pages = gitops ? [{ name: "argocd", hostname: gitops.hostname }] : [];
        this.deliveryReady = gitops?.ready ?? [];
        this.gitopsPassword = gitops?.adminPassword;
        this.collector = this.observe(args, { parent: this, dependsOn: edge.ready });
        this.ready = [...storage.ready, ...certificates.ready, ...edge.ready, ...databases.ready];
        this.backup = copies(args, this, { parent: this, dependsOn: this.ready });
        this.keys = { ...keysOf(sealedSecrets, storage), ...this.backup.keys };
        this.registerOutputs({ reachedFromOutside: this.reachedFromOutside });
    }

    /** What the edge needs to be reached from outside. */
    private outside(
        { cloudflare, cluster }: PlatformArgs,
        opts: pulumi.ComponentResourceOptions,
    ): { readonly issuer?: { name: string; ready: pulumi.Resource[] }; readonly tunnel?: Peer } {
        if (cloudflare === undefined) {
            return {};
        }
        const { issuer, ready } = new AcmeIssuer(
            "letsencrypt",
            {
                ...cloudflare,
                cluster: cluster.name,
                sealingCertificate: this.sealingCertificate,
            },
            opts,
        );
        return {
            issuer: { name: issuer, ready },
            tunnel: { pods: cloudflaredPods, namespace: cloudflaredNamespace },
        };
    }

    private internet(
        { cloudflare, domain, cluster, published, protected: guarded }: PlatformArgs,
        opts: pulumi.ComponentResourceOptions,
    ): Internet["serviceTokens"] | undefined {
        if (cloudflare === undefined) {
            return undefined;
        }
        const internet = new Internet(
            "internet",
            {
                cloudflare,
                domain,
                cluster: cluster.name,
                apps: published,
                gateway: {
                    address: serviceAddress(tunnelEntry.service, edgeNamespace),
                    pods: { pods: edgePods, namespace: edgeNamespace },
                    port: tunnelEntry.port,
                },
                sealingCertificate: this.sealingCertificate,
                protected: guarded,
            },
            opts,
        );
        return internet.serviceTokens;
    }

    private cacheImages(args: PlatformArgs, opts: pulumi.ComponentResourceOptions): void {
        const { registryCache, storage } = args;
        if (registryCache !== undefined && storage.imageCache !== undefined) {
            const { size } = storage.imageCache;
            new RegistryCache("registry-cache", { address: registryCache, size }, opts);
        }
    }

    private observe(args: PlatformArgs, opts: pulumi.ComponentResourceOptions): Peer | undefined {
        const { collector, grafanaCloud, logsOf, alertsTo } = args.observability;
        const token = args.configuredSecrets["grafanaCloudToken"];
        const account = args.metricsAccount;
        if (grafanaCloud === undefined || token === undefined || account === undefined) {
            return undefined;
        }
        const observability = new Observability(
            "observability",
            {
                collector,
                grafanaCloud,
                token,
                cluster: args.cluster.name,
                nodes: args.cluster.nodes,
                apiServer: this.apiServer,
                gateway: { pods: edgePods, namespace: edgeNamespace },
                apps: args.running.flatMap(metricsOfApp),
                dashboards: dashboardsOf(args.running),
                alerts: alertsOf(args.catalogue.assets),
                alertsTo,
                logsOf: logNamespaces(args.running, args.catalogue, logsOf),
                namedByOwner: logsOf,
                proxmox: {
                    host: new URL(args.proxmox.endpoint).host,
                    account,
                    verified: !args.proxmox.insecure,
                    lanCidr: args.network.lan.cidr,
                    proxmoxPort: Number(new URL(args.proxmox.endpoint).port || "443"),
                },
                sealingCertificate: this.sealingCertificate,
                protected: args.protected,
            },
            opts,
        );
        return observability.collector;
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
