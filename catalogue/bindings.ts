import type { AppData, NamesOfKind } from "./app-data";
import type { AppOptions, OptionValue } from "./app-options";

/** Who may reach the app: nobody by browser, the house only, or the internet too. */
export type Audience = "internal" | "external";

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
    /** One link for each app that runs, in list order. */
    readonly dashboard: readonly DashboardLink[];
    /** IANA name, e.g. `Europe/Berlin`. */
    readonly timeZone: string;
    /** Addresses of all pods, those of the gateway among them. */
    readonly podCidr: string;
    readonly options: { readonly [N in keyof O]: OptionValue<O[N]> };
    /** Claim name of a volume. */
    claim(this: void, name: NamesOfKind<D, "volume">): string;
    database(this: void, name: NamesOfKind<D, "postgres">): DatabaseBinding;
    cache(this: void, name: NamesOfKind<D, "cache">): CacheBinding;
    /** Name of the Secret that holds a credentials entry. */
    secret(this: void, name: NamesOfKind<D, "secret">): string;
}

/** A link on the house's start page. */
export interface DashboardLink {
    readonly title: string;
    readonly url: string;
    readonly icon: string;
    readonly audience: Audience;
}
