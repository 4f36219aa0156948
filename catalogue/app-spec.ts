import type { AppData, NamesOfKind } from "./app-data";
import type { ChartRef } from "./chart";

/** Who may reach the app: nobody by browser, the house only, or the internet too. */
export type Audience = "internal" | "external";

/** One running part of an app, found by its pod labels. */
export interface Workload {
    readonly podLabels: Readonly<Record<string, string>>;
    /** TCP ports it listens on. */
    readonly ports: readonly number[];
    /** Claims it mounts, by data name. */
    readonly mounts?: readonly string[];
}

/** An allowed way of traffic; everything not listed is denied. */
export interface Connection {
    /** A workload of the app, or `edge` (the gateway). */
    readonly from: string;
    /** A workload, database or cache of the app, or named hosts outside the house. */
    readonly to: string | ExternalHosts;
}

/** Hosts outside the cluster that a workload may call. */
export interface ExternalHosts {
    readonly hosts: readonly string[];
    readonly port: number;
    readonly purpose: string;
}

/** Options an app offers in the stack's configuration: a switch, a number, or one of a few words. */
export type AppOption =
    | { readonly type: "boolean"; readonly default: boolean; readonly describe: string }
    | { readonly type: "number"; readonly default: number; readonly describe: string }
    | {
          readonly type: "choice";
          readonly choices: readonly string[];
          readonly default: string;
          readonly describe: string;
      };

export type AppOptions = Readonly<Record<string, AppOption>>;

/** The value an option has once the configuration is read. */
export type OptionValue<O extends AppOption> = O extends { type: "boolean" }
    ? boolean
    : O extends { type: "number" }
      ? number
      : O extends { type: "choice"; choices: readonly (infer C)[] }
        ? C
        : never;

/** How to reach a database that the platform made for the app. */
export interface DatabaseBinding {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
    /** Secret with the keys `username` and `password`. */
    readonly credentialsSecret: string;
    /** Secret whose key `ca.crt` is the authority that signed the server's certificate. */
    readonly authoritySecret: string;
}

/** How to reach a cache that the platform made for the app. */
export interface CacheBinding {
    readonly host: string;
    readonly port: number;
    /** Secret with the key `password`. */
    readonly credentialsSecret: string;
}

/** The names an app's chart values are written with. All are plain strings, known at preview. */
export interface Bindings<D extends AppData, O extends AppOptions> {
    /** Host name under which browsers reach the app. */
    readonly hostname: string;
    readonly options: { readonly [N in keyof O]: OptionValue<O[N]> };
    /** Claim name of a volume. */
    claim(this: void, name: NamesOfKind<D, "volume">): string;
    database(this: void, name: NamesOfKind<D, "postgres">): DatabaseBinding;
    cache(this: void, name: NamesOfKind<D, "cache">): CacheBinding;
    /** Name of the Secret that holds a credentials entry. */
    secret(this: void, name: NamesOfKind<D, "secret">): string;
}

/** The Pod Security Standard an app's namespace enforces. */
export type PodSecurity = "restricted" | "baseline" | "privileged";

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
    readonly reach: {
        readonly audience: Audience;
        /** First label of the host name, below the house's domain. */
        readonly host: string;
        /** Service and port that the gateway sends requests to. */
        readonly service: string;
        readonly port: number;
    };
    readonly podSecurity: PodSecurity;
    readonly data: D;
    readonly options: O;
    readonly chart: ChartRef;
    values(this: void, bindings: Bindings<D, O>): V;
    readonly workloads: Readonly<Record<string, Workload>>;
    readonly connections: readonly Connection[];
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
