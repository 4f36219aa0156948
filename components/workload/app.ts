import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import type { DataAsset } from "../../catalogue/data-asset";
import { highest } from "../../catalogue/classification";
import type { Size } from "../../catalogue/units";
import { chartRelease, IsolatedNamespace, type Platform, route } from "../platform";
import { AppNetwork } from "./app-network";
import { buildStores } from "./app-stores";
import { bindingsOf } from "./bindings";

/** What the owner chose for the app, with defaults filled in. */
export interface AppSettings {
    readonly host?: string | undefined;
    readonly sizes?: Readonly<Record<string, Size | undefined>> | undefined;
    readonly options: Readonly<Record<string, unknown>>;
}

export interface AppArgs {
    readonly spec: AnyApp;
    readonly settings: AppSettings;
    /** The catalogue's entries for the app's data. */
    readonly assets: readonly DataAsset[];
    readonly domain: string;
    readonly platform: Platform;
    /** Secrets of the stack's configuration, by key. */
    readonly configuredSecrets: Readonly<Record<string, pulumi.Output<string>>>;
    readonly protected: boolean;
}

/**
 * Layer 6: one app, made from its file: namespace, data, credentials, traffic, route and release,
 * each as the catalogue demands for the data it holds.
 */
export class App extends pulumi.ComponentResource {
    readonly name: string;
    readonly hostname: string;

    constructor(name: string, args: AppArgs, opts?: pulumi.ComponentResourceOptions) {
        const { spec } = args;
        const hostname = `${args.settings.host ?? spec.reach.host}.${args.domain}`;
        super(
            "homelab:workload:App",
            name,
            { app: spec.name, hostname, reach: spec.reach.audience },
            opts,
        );
        this.name = name;
        this.hostname = hostname;

        const home = new IsolatedNamespace(
            name,
            {
                classification: highest(args.assets.map((asset) => asset.classification)),
                podSecurity: spec.podSecurity,
                reach: spec.reach.audience,
                protected: args.protected,
            },
            { parent: this, dependsOn: args.platform.ready },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const network = new AppNetwork(
            name,
            { app: spec, apiServer: args.platform.apiServer },
            inside,
        );
        const stores = buildStores(
            {
                spec,
                sizes: args.settings.sizes ?? {},
                assets: args.assets,
                certificate: args.platform.sealingCertificate,
                configuredSecrets: args.configuredSecrets,
                protected: args.protected,
            },
            { parent: this, dependsOn: [...home.ready, ...network.ready] },
        );
        const release = chartRelease(
            name,
            {
                chart: spec.chart,
                namespace: name,
                values: spec.values(bindingsOf(spec, hostname, args.settings.options)),
            },
            { parent: this, dependsOn: [...stores, ...network.ready] },
        );
        route(
            name,
            { namespace: name, hostname, service: spec.reach.service, port: spec.reach.port },
            { parent: this, dependsOn: [release] },
        );
        this.registerOutputs({ hostname, assets: args.assets.map((asset) => asset.id) });
    }
}
