import type { AppData } from "./app-data";
import type { AppOptions, Condition, Conditional } from "./app-options";
import type { Audience, Bindings } from "./bindings";
import type { ChartRef } from "./chart";
import type { Unit } from "./dashboards/dashboard";
import type { NodeDevice } from "./node-device";
import type { ScheduledJob } from "./scheduled-job";

/** One running part of an app, found by its pod labels. */
export interface Workload extends Conditional {
    readonly podLabels: Readonly<Record<string, string>>;
    /** TCP ports it listens on. */
    readonly ports: readonly number[];
    /** Claims it mounts, by data name. */
    readonly mounts?: readonly string[];
}

/** Where a workload shows metrics in Prometheus' format; only the collector may come there. */
export interface WorkloadMetrics extends Conditional {
    readonly workload: string;
    readonly port: number;
    readonly path: string;
    /** Metrics that are kept, each a panel on the app's own page; all others are dropped. */
    readonly keep: readonly KeptMetric[];
    /** Series that the kept ones make in all, about; counted into the budget. */
    readonly series: number;
}

/** A metric of an app's own that leaves the house, and how its panel shows it. */
export interface KeptMetric {
    readonly name: string;
    /** What it counts or measures, as the title of its panel. */
    readonly title: string;
    readonly unit: Unit;
    /** `total` only ever grows, and is shown by what an hour adds; `level` as it is. */
    readonly shows: "total" | "level";
}

/** An allowed way of traffic; everything not listed is denied. */
export interface Connection extends Conditional {
    /** A workload or scheduled job of the app, or `edge` (the gateway). */
    readonly from: string;
    /** A workload, database or cache of the app, or something outside of it. */
    readonly to: string | ExternalHosts | OtherApp | HouseDevices;
}

/** How a caller proves who it is; the seed's section "External API Integration". */
export type Authentication = "none" | "oauth2" | "apiKey" | "webhookSecret" | "mtls";

/** How whoever is outside of an app learns who calls. */
interface Authenticated {
    readonly auth: Authentication;
    /** Data entry with the credentials; demanded unless `auth` is `none`. */
    readonly credentials?: string;
}

/** Hosts outside the house that a workload may call. */
export interface ExternalHosts extends Authenticated {
    /** Full names; a first label of `*` stands for one label or more. */
    readonly hosts: readonly string[];
    readonly port: number;
    readonly purpose: string;
}

/** A workload of another app; the way is open while both apps run. */
export interface OtherApp extends Authenticated {
    readonly app: string;
    readonly workload: string;
    readonly purpose: string;
}

/**
 * Devices in the house, by a name that `homelab:network.devices` gives addresses to. What they are
 * told by whoever pairs them in an app's pages lies in a sensitive volume of the app.
 */
export interface HouseDevices extends Authenticated {
    readonly devices: string;
    /** Empty: every port. */
    readonly ports: readonly number[];
    /** @default "TCP" */
    readonly protocol?: "TCP" | "UDP";
    readonly purpose: string;
}

/** The Pod Security Standard an app's namespace enforces. */
export type PodSecurity = "restricted" | "baseline" | "privileged";

/** A less strict standard, for as long as an option asks for it. */
export interface PodSecurityExemption {
    readonly when: Condition;
    readonly level: Exclude<PodSecurity, "restricted">;
    readonly reason: string;
    /** Device of the node that the option uses: some worker has to have it. */
    readonly device?: NodeDevice;
    /** Whether the option puts pods into the nodes' own network. */
    readonly inNodeNetwork?: boolean;
}

/** Everything the homelab knows about one app. Plain data: see `apps/`. */
export interface AppSpec<
    D extends AppData = AppData,
    O extends AppOptions = AppOptions,
    V extends object = object,
> {
    /** Kebab-case; names the namespace, the release and the owner of its data. */
    readonly name: string;
    readonly title: string;
    readonly purpose: string;
    /** How browsers reach it; absent for apps that have no pages. */
    readonly reach?: {
        readonly audience: Audience;
        /** First label of the host name, below the house's domain. */
        readonly host: string;
        /** Service and port that the gateway sends requests to. */
        readonly service: string;
        readonly port: number;
    };
    readonly podSecurity: PodSecurity;
    /** Why the app cannot do with `restricted`; demanded for anything less strict. */
    readonly podSecurityReason?: string;
    /** Whether its pods are in the nodes' own network now: what its chosen options come to. */
    readonly inNodeNetwork?: boolean;
    /** Options that need more than `podSecurity` gives; the least strict that applies holds. */
    readonly podSecurityExemptions?: readonly PodSecurityExemption[];
    /** Icon on the start page: a name of dashboardicons.com with prefix `di:`, or of simpleicons.org with `si:`. */
    readonly icon: string;
    readonly data: D;
    readonly options: O;
    readonly chart: ChartRef;
    values(this: void, bindings: Bindings<D, O>): V;
    readonly workloads: Readonly<Record<string, Workload>>;
    readonly jobs?: Readonly<Record<string, ScheduledJob<D, O>>>;
    readonly connections: readonly Connection[];
    readonly metrics?: readonly WorkloadMetrics[];
}

/** Declares an app; the type parameters are inferred so that wrong names do not compile. */
export function defineApp<const D extends AppData, const O extends AppOptions, V extends object>(
    spec: AppSpec<D, O, V>,
): AppSpec<D, O, V> {
    return spec;
}

/** An app of any shape, as lists hold it. */
// Method parameters are compared bivariantly, so every AppSpec<D, O, V> is an AnyApp.
export type AnyApp = AppSpec;
