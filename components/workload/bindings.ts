import type { AppData } from "../../catalogue/app-data";
import type { AnyApp } from "../../catalogue/app-spec";
import type { AppOptions } from "../../catalogue/app-options";
import type { Bindings, CacheBinding, DatabaseBinding } from "../../catalogue/bindings";
import { type DatabaseSettings, defaultDatabaseSettings } from "../../catalogue/database-settings";
import { dataName, poolOf } from "../../catalogue/data-name";
import { serviceAddress } from "../../catalogue/service-address";

export { dataName };

/** Service of a database's pool of connections. */
export function poolerName(app: string, data: string): string {
    return poolOf(dataName(app, data));
}

/** How the app's database is reached, whether or not it is there yet. */
export function databaseBinding(
    app: string,
    data: string,
    { pooler }: Pick<DatabaseSettings, "pooler"> = defaultDatabaseSettings,
): DatabaseBinding {
    const cluster = dataName(app, data);
    return {
        host: serviceAddress(pooler ? poolerName(app, data) : `${cluster}-rw`, app),
        port: 5432,
        database: app.replaceAll("-", "_"),
        user: app.replaceAll("-", "_"),
        credentialsSecret: `${cluster}-credentials`,
        authoritySecret: `${cluster}-ca`,
    };
}

/** How the app's cache is reached. */
export function cacheBinding(app: string, data: string): CacheBinding {
    const release = dataName(app, data);
    return {
        host: serviceAddress(release, app),
        port: 6379,
        credentialsSecret: `${release}-credentials`,
    };
}

/** Everything an app's chart values are written with: names only, all known at preview. */
export function bindingsOf(
    app: AnyApp,
    house: Pick<Bindings<AppData, AppOptions>, "hostname" | "dashboard" | "timeZone" | "podCidr">,
    options: Readonly<Record<string, unknown>>,
    databases: Readonly<Record<string, DatabaseSettings | undefined>> = {},
): Bindings<AppData, AppOptions> {
    return {
        ...house,
        options: options as Bindings<AppData, AppOptions>["options"],
        claim: (name) => dataName(app.name, name),
        database: (name) => databaseBinding(app.name, name, databases[name]),
        cache: (name) => cacheBinding(app.name, name),
        secret: (name) => dataName(app.name, name),
    };
}
