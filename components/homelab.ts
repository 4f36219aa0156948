import * as pulumi from "@pulumi/pulumi";
import type { AdmissionPolicy } from "../catalogue/admission-policy";
import type { AnyApp } from "../catalogue/app-spec";
import type { DashboardLink } from "../catalogue/bindings";
import { type Catalogue, collect } from "../catalogue/catalogue";
import { runningApps } from "../catalogue/running-apps";
import { registryCacheAddress } from "../catalogue/registries";
import type { HomelabSecrets } from "../config/read";
import type { HomelabConfig } from "../config/schema";
import { etcdBackupNamespace, TalosCluster } from "./cluster";
import { DestroyGuard } from "./destroy-guard";
import { Infrastructure } from "./infrastructure";
import { Admission, meshMember, Platform, type PublishedApp } from "./platform";
import { baseProviders, clusterProvider, grafanaProvider } from "./providers";
import { App, hostnameOf } from "./workload";

export interface HomelabArgs {
    readonly config: HomelabConfig;
    readonly secrets: HomelabSecrets;
    /** All apps there are; the configuration says which of them run. */
    readonly apps: readonly AnyApp[];
    /** What the cluster's API server is to ask of every object. */
    readonly admissionPolicies: readonly AdmissionPolicy[];
}

/** What every layer may look at. */
type SharedArgs = HomelabConfig & {
    readonly catalogue: Catalogue;
    readonly protected: boolean;
    /** Address of the cache of images; absent without one. */
    readonly registryCache: string | undefined;
};

/**
 * The whole homelab, wired along the way of the data: what exists and what it demands, the
 * machines, the cluster, the services, the apps.
 */
export class Homelab extends pulumi.ComponentResource {
    readonly kubeconfig: pulumi.Output<string>;
    readonly talosconfig: pulumi.Output<string>;
    /** Authority to import on devices, PEM; absent where a public one signs. */
    readonly authority: pulumi.Output<string> | undefined;
    /** What programs send along instead of a login, by app; secret; absent without Cloudflare. */
    readonly serviceTokens: Platform["serviceTokens"];
    /** Entries that the house's own DNS needs: all names lead to the gateway. */
    readonly dnsEntries: readonly { readonly name: string; readonly address: string }[];
    /** Password of Argo CD's user `admin`; secret; absent without Argo CD. */
    readonly gitopsPassword: pulumi.Output<string> | undefined;
    /** Every key that cannot be made again, by what it opens; secret. */
    readonly recoveryKit: pulumi.Output<Readonly<Record<string, string>>>;
    /** Address of everything that has pages, by name. */
    readonly addresses: Readonly<Record<string, string>>;

    constructor(name: string, args: HomelabArgs, opts?: pulumi.ComponentResourceOptions) {
        const { config, secrets } = args;
        const { protection } = config;
        // Registered before any provider, so that the policies have read it before they judge.
        super("homelab:index:Homelab", name, shownToPolicies(config), opts);
        const inside = { parent: this, providers: providersOf(args) };

        const running = runningApps(args.apps, args.config.apps);
        const catalogue = collect(running);
        const shared: SharedArgs = {
            ...config,
            catalogue,
            protected: protection === "enforced",
            registryCache:
                config.storage.imageCache && registryCacheAddress(config.network.serviceCidr),
        };

        const infrastructure = new Infrastructure(
            "infrastructure",
            { ...shared, running, backupServerPassword: secrets["backupServerPassword"] },
            inside,
        );
        const cluster = new TalosCluster(
            config.cluster.name,
            { ...shared, infrastructure },
            inside,
        );
        const { admission, platform, apps } = inCluster(running, args, shared, infrastructure, {
            parent: this,
            providers: [
                ...inside.providers,
                clusterProvider(config.cluster.name, cluster.kubeconfig, { parent: this }),
            ],
            transformations: [
                livesIn(cluster.lifeline),
                ...(config.network.encryption === "ztunnel" ? [meshMember] : []),
            ],
        });

        new DestroyGuard(
            "destroy-guard",
            {
                guarded: [infrastructure, cluster, admission, platform, ...apps],
                protected: shared.protected,
            },
            inside,
        );

        this.kubeconfig = cluster.kubeconfig;
        this.talosconfig = cluster.talosconfig;
        this.authority = platform.authority;
        this.serviceTokens = platform.serviceTokens;
        this.recoveryKit = recoveryKitOf(platform, cluster, infrastructure);
        this.gitopsPassword = platform.gitopsPassword;
        this.addresses = Object.fromEntries(
            [...apps, ...platform.pages].flatMap(({ name, hostname }) =>
                hostname === undefined ? [] : [[name, `https://${hostname}`]],
            ),
        );
        this.dnsEntries = Object.values(this.addresses).map((address) => ({
            name: new URL(address).hostname,
            address: config.network.gatewayAddress,
        }));
        this.registerOutputs({ protection, addresses: this.addresses });
    }
}

/** What the policies read of the configuration. */
function shownToPolicies({ protection, exemptions, cluster }: HomelabConfig) {
    return { protection, exemptions, kubernetesVersion: cluster.kubernetesVersion };
}

function providersOf({ config, secrets }: HomelabArgs): pulumi.ProviderResource[] {
    return [
        ...baseProviders(config.proxmox, secrets.proxmoxApiToken, secrets["cloudflareApiToken"]),
        ...grafanaProvider(config.observability, secrets["grafanaToken"]),
    ];
}

/** Every key that cannot be made again, by what it opens. */
function recoveryKitOf(
    platform: Platform,
    cluster: TalosCluster,
    { machineBackup }: Infrastructure,
): Homelab["recoveryKit"] {
    return pulumi.secret(
        pulumi.all({
            ...platform.keys,
            talosSecrets: cluster.machineSecrets,
            ...(machineBackup && { machineBackupKey: machineBackup.key }),
        }),
    );
}

/** The layers inside the cluster: its services, and the apps on top of them. */
function inCluster(
    running: readonly AnyApp[],
    { config, secrets, admissionPolicies }: HomelabArgs,
    shared: SharedArgs,
    infrastructure: Infrastructure,
    opts: pulumi.ComponentResourceOptions,
): { readonly admission: Admission; readonly platform: Platform; readonly apps: readonly App[] } {
    // Nobody waits for it: what this program makes has been judged before.
    const admission = new Admission(
        "admission",
        { policies: admissionPolicies, mode: config.admission },
        opts,
    );
    const platform = new Platform(
        "platform",
        {
            ...shared,
            csi: infrastructure.csiAccount,
            snapshotNamespace: etcdBackupNamespace,
            metricsAccount: infrastructure.metricsAccount,
            configuredSecrets: secrets,
            running,
            published: publishedApps(running, config),
            delivered: running.filter(({ name }) => config.apps[name]?.delivery === "argocd"),
        },
        opts,
    );
    const dashboard = dashboardOf(running, config);
    const apps = running.map(
        (spec) =>
            new App(
                spec.name,
                {
                    ...shared,
                    spec,
                    running,
                    dashboard,
                    settings: config.apps[spec.name] ?? { options: {} },
                    assets: shared.catalogue.of(spec.name),
                    platform,
                    configuredSecrets: secrets,
                },
                opts,
            ),
    );
    return { admission, platform, apps };
}

/** The apps whose files say that they are reached from outside, with the ways the owner opened. */
function publishedApps(running: readonly AnyApp[], config: HomelabConfig): PublishedApp[] {
    return running.flatMap((app) => {
        const settings = config.apps[app.name];
        const hostname = hostnameOf(app, settings ?? {}, config.domain);
        return app.reach?.audience !== "external" || hostname === undefined
            ? []
            : [
                  {
                      name: app.name,
                      title: app.title,
                      hostname,
                      serviceToken: settings?.access?.serviceToken ?? false,
                      openPaths: settings?.access?.openPaths ?? [],
                  },
              ];
    });
}

/** A link for each app that has pages. */
function dashboardOf(running: readonly AnyApp[], config: HomelabConfig): DashboardLink[] {
    return running.flatMap((app) => {
        const hostname = hostnameOf(app, config.apps[app.name] ?? {}, config.domain);
        return hostname === undefined || !app.reach
            ? []
            : [
                  {
                      title: app.title,
                      url: `https://${hostname}`,
                      icon: app.icon,
                      audience: app.reach.audience,
                  },
              ];
    });
}

/**
 * Objects of the cluster end with it: when the VM is deleted, nothing is asked of an API server
 * that is about to vanish, and no finalizer is waited for.
 */
function livesIn(lifeline: pulumi.Resource): pulumi.ResourceTransformation {
    return ({ type, props, opts }) =>
        type.startsWith("kubernetes:")
            ? { props, opts: pulumi.mergeOptions(opts, { deletedWith: lifeline }) }
            : undefined;
}
