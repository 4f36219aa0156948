import type { AppData } from "../app-data";
import type { AnyApp } from "../app-spec";
import type { AppOptions } from "../app-options";
import type { Bindings } from "../bindings";
import type { ContainerResources } from "../container";
import { type DatabaseSettings, defaultDatabaseSettings } from "../database-settings";
import type { ChosenOptions } from "../effective-app";
import { storeContainers } from "./platform-pods";
import { most, type Share, shareOf, sum } from "./share";

/** A pod that waits until a node has its share left. */
export interface Pod extends Share {
    readonly title: string;
}

export interface AppChoice {
    readonly options: ChosenOptions;
    readonly databases: Readonly<Record<string, Partial<DatabaseSettings> | undefined>>;
    /** Whether databases carry their journal to a bucket, by a container beside them. */
    readonly archived: boolean;
}

/** What runs of an app, its databases and caches, all the time; the app as its options make it. */
export function podsOfApp(app: AnyApp, choice: AppChoice): readonly Pod[] {
    const own = podsIn(app.values(placeholders(choice.options))).map((share) => ({
        title: `a pod of ${app.title}`,
        ...share,
    }));
    const stores = Object.entries(app.data).flatMap(([name, { kind, title }]) => {
        const of = (what: string, shares: readonly ContainerResources[]): Pod => ({
            title: `${what} ${title} of ${app.title}`,
            ...sum(shares.map(shareOf)),
        });
        const { database, archive, pooler, cache } = storeContainers;
        if (kind === "cache") {
            return [of("cache", [cache])];
        }
        if (kind !== "postgres") {
            return [];
        }
        const settings = { ...defaultDatabaseSettings, ...choice.databases[name] };
        const server = of("database", [database, ...(choice.archived ? [archive] : [])]);
        return [
            ...Array.from({ length: settings.instances }, () => server),
            ...(settings.pooler ? [of("pool of", [pooler])] : []),
        ];
    });
    return [...own, ...stores];
}

/** What the app's scheduled jobs request, each for its time; steps run one after the other. */
export function jobsOfApp(app: AnyApp, { options }: AppChoice): readonly Share[] {
    return Object.values(app.jobs ?? {}).map(({ steps }) =>
        most(steps(placeholders(options)).map(({ resources }) => shareOf(resources))),
    );
}

/** Names only have to be there; what a container requests depends on none. */
function placeholders(options: ChosenOptions): Bindings<AppData, AppOptions> {
    const host = "app.example.org";
    return {
        hostname: host,
        dashboard: [],
        timeZone: "UTC",
        podCidr: "10.244.0.0/16",
        options: options as Bindings<AppData, AppOptions>["options"],
        claim: (name) => name,
        database: (name) => ({
            host,
            port: 5432,
            database: name,
            user: name,
            credentialsSecret: name,
            authoritySecret: name,
        }),
        cache: (name) => ({ host, port: 6379, credentialsSecret: name }),
        secret: (name) => name,
    };
}

/**
 * The pods that a chart's values describe. All charts in use write a container as a map with
 * `resources`, and below it the ones that run beside it in the same pod.
 */
export function podsIn(values: unknown): readonly Share[] {
    if (typeof values !== "object" || values === null) {
        return [];
    }
    const below = Object.values(values).flatMap(podsIn);
    return hasRequests(values) ? [sum([shareOf(values.resources), ...below])] : below;
}

function hasRequests(value: object): value is { readonly resources: ContainerResources } {
    const { resources } = value as { resources?: Partial<ContainerResources> };
    return resources?.requests !== undefined;
}
