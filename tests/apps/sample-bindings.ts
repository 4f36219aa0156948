import type { AppData } from "../../catalogue/app-data";
import type { AppOptions } from "../../catalogue/app-options";
import type { AppSpec } from "../../catalogue/app-spec";
import type { Bindings, CacheBinding, DatabaseBinding } from "../../catalogue/bindings";

/** Bindings whose every name tells what it is, so that a mix-up shows; options as given. */
export function sampleBindings<D extends AppData, O extends AppOptions>(
    app: AppSpec<D, O>,
    options: Bindings<D, O>["options"],
): Bindings<D, O> {
    return {
        hostname: `host-of-${app.name}.example.org`,
        dashboard: [],
        timeZone: "Europe/Berlin",
        podCidr: "10.99.0.0/16",
        options,
        claim: (name) => `claim-of-${name}`,
        database: sampleDatabase,
        cache: sampleCache,
        secret: (name) => `secret-of-${name}`,
    };
}

/** Every option as it is when nobody chose, but for the ones given. */
export function optionsOf<D extends AppData, O extends AppOptions>(
    app: AppSpec<D, O>,
    chosen: Partial<Bindings<D, O>["options"]> = {},
): Bindings<D, O>["options"] {
    const usual = Object.entries(app.options).map(([name, option]) => [name, option.default]);
    return { ...(Object.fromEntries(usual) as Bindings<D, O>["options"]), ...chosen };
}

export function sampleDatabase(name: string): DatabaseBinding {
    return {
        host: `${name}.database.example`,
        port: 5431,
        database: `database-of-${name}`,
        user: `user-of-${name}`,
        credentialsSecret: `login-of-${name}`,
        authoritySecret: `authority-of-${name}`,
    };
}

export function sampleCache(name: string): CacheBinding {
    return { host: `${name}.cache.example`, port: 6378, credentialsSecret: `login-of-${name}` };
}
