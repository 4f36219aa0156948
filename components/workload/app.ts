import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import type { DashboardLink } from "../../catalogue/bindings";
import type { DatabaseSettings } from "../../catalogue/database-settings";
import { type DataAsset, isIrreplaceable } from "../../catalogue/data-asset";
import { highest } from "../../catalogue/classification";
import type { Size } from "../../catalogue/units";
import {
    chartRelease,
    chartSource,
    delivery,
    type GitRepository,
    IsolatedNamespace,
    nodesOf,
    type Platform,
    route,
} from "../platform";
import { AppJob } from "./app-job";
import { AppNetwork } from "./app-network";
import { buildStores, type Recovery } from "./app-stores";
import { copyVolumes } from "./app-copies";
import { bindingsOf, dataName } from "./bindings";

/** What the owner chose for the app, with defaults filled in. */
export interface AppSettings {
    readonly host?: string | undefined;
    readonly sizes?: Readonly<Record<string, Size | undefined>> | undefined;
    readonly pools?: Readonly<Record<string, string | undefined>> | undefined;
    readonly databases?: Readonly<Record<string, DatabaseSettings | undefined>> | undefined;
    readonly options: Readonly<Record<string, unknown>>;
    /** @default "release" */
    readonly delivery?: "release" | "argocd" | undefined;
}

export interface AppArgs {
    readonly spec: AnyApp;
    readonly settings: AppSettings;
    /** The catalogue's entries for the app's data. */
    readonly assets: readonly DataAsset[];
    readonly domain: string;
    readonly timeZone: string;
    /** All apps that run, this one included. */
    readonly running: readonly AnyApp[];
    /** One link for each of them that has pages. */
    readonly dashboard: readonly DashboardLink[];
    readonly network: {
        readonly devices: Readonly<Record<string, readonly string[]>>;
        readonly podCidr: string;
    };
    /** The cluster's machines. */
    readonly cluster: Parameters<typeof nodesOf>[0];
    readonly platform: Platform;
    /** What was taken back from its archive. */
    readonly recovery: Recovery;
    /** Where Argo CD takes charts of this repository from; absent without it. */
    readonly gitops?: GitRepository | undefined;
    /** Secrets of the stack's configuration, by key. */
    readonly configuredSecrets: Readonly<Record<string, pulumi.Output<string>>>;
    readonly protected: boolean;
}

/**
 * Layer 6: one app, made from its file: namespace, data, credentials, traffic, route, release and
 * scheduled jobs, each as the catalogue demands for the data it holds.
 */
export class App extends pulumi.ComponentResource {
    readonly name: string;
    /** Host name under which browsers reach it; absent where there are no pages. */
    readonly hostname: string | undefined;

    constructor(name: string, args: AppArgs, opts?: pulumi.ComponentResourceOptions) {
        const { spec } = args;
        const hostname = hostnameOf(spec, args.settings, args.domain);
        super(
            "homelab:workload:App",
            name,
            { app: spec.name, hostname, reach: spec.reach?.audience },
            opts,
        );
        this.name = name;
        this.hostname = hostname;

        const home = new IsolatedNamespace(
            name,
            {
                classification: highest(args.assets.map((asset) => asset.classification)),
                podSecurity: spec.podSecurity,
                ...(spec.reach && { reach: spec.reach.audience }),
                protected: args.protected && args.assets.some(isIrreplaceable),
            },
            { parent: this, dependsOn: args.platform.ready },
        );
        const network = new AppNetwork(
            name,
            {
                app: spec,
                running: args.running,
                devices: args.network.devices,
                apiServer: args.platform.apiServer,
                nodes: nodesOf(args.cluster),
                collector: args.platform.collector,
            },
            { parent: this, dependsOn: home.ready },
        );
        const stores = buildStores(
            {
                spec,
                sizes: args.settings.sizes ?? {},
                pools: args.settings.pools ?? {},
                databases: args.settings.databases ?? {},
                apiServer: args.platform.apiServer,
                collector: args.platform.collector,
                assets: args.assets,
                certificate: args.platform.sealingCertificate,
                configuredSecrets: args.configuredSecrets,
                backup: args.platform.backup,
                recovery: args.recovery,
                protected: args.protected,
            },
            { parent: this, dependsOn: [...home.ready, ...network.ready] },
        );
        copyVolumes(args, { parent: this, dependsOn: stores });
        this.install(args, [...stores, ...network.ready]);
        this.registerOutputs({ hostname, assets: args.assets.map((asset) => asset.id) });
    }

    /** The app itself, and the way to its pages. */
    private install(args: AppArgs, dependsOn: pulumi.Resource[]): void {
        const { spec, settings, dashboard, timeZone } = args;
        const { podCidr } = args.network;
        const house = { hostname: this.hostname ?? "", dashboard, timeZone, podCidr };
        const bindings = bindingsOf(spec, house, settings.options, settings.databases);
        const installed = this.deliver(args, spec.values(bindings), dependsOn);
        for (const [job, scheduled] of Object.entries(spec.jobs ?? {})) {
            new AppJob(
                dataName(this.name, job),
                { app: spec, job, spec: scheduled, steps: scheduled.steps(bindings) },
                { parent: this, dependsOn: [installed] },
            );
        }
        if (spec.reach && this.hostname !== undefined) {
            const { service, port, audience } = spec.reach;
            route(
                this.name,
                {
                    namespace: this.name,
                    hostname: this.hostname,
                    service,
                    port,
                    outside: audience === "external" && args.platform.reachedFromOutside,
                },
                { parent: this, dependsOn: [installed] },
            );
        }
    }

    /** The app's chart, installed by this program or handed to Argo CD. */
    private deliver(
        { spec, settings, gitops, platform, assets }: AppArgs,
        values: object,
        dependsOn: pulumi.Resource[],
    ): pulumi.Resource {
        if (settings.delivery !== "argocd" || gitops === undefined) {
            return chartRelease(
                this.name,
                { chart: spec.chart, namespace: this.name, values },
                { parent: this, dependsOn },
            );
        }
        return delivery(
            this.name,
            {
                source: chartSource(spec.chart, gitops),
                namespace: this.name,
                values,
                prune: assets.length === 0,
            },
            { parent: this, dependsOn: [...dependsOn, ...platform.deliveryReady] },
        );
    }
}

/** Where browsers find an app. */
export function hostnameOf(
    spec: AnyApp,
    settings: Pick<AppSettings, "host">,
    domain: string,
): string | undefined {
    return spec.reach && `${settings.host ?? spec.reach.host}.${domain}`;
}
