import type { AnyApp } from "../../catalogue/app-spec";
import { effectiveApp } from "../../catalogue/effective-app";
import { type ConfigPath, pathText, type Problem } from "../problem";
import type { Draft } from "../salvage";
import { sizedData } from "../sized-data";
import { suggestion } from "../suggest";
import { type Check, entriesAt, hostsOf, nodesOf, poolIds } from "./check";
import { volumePool } from "./volumes";

/** A pool that a class or an app's data names; it need not be on every host. */
interface NamedPool {
    readonly path: ConfigPath;
    readonly pool: string;
}

/** The pools that further classes and the data of apps that are on are put in by name. */
export function namedPools({ storage, apps: chosen }: Draft, apps: readonly AnyApp[]): NamedPool[] {
    const ofClasses = entriesAt(["storage", "classes"], storage?.classes).map(({ at, item }) => ({
        path: [...at, "pool"],
        pool: item.pool,
    }));
    const ofApps = apps
        .filter(({ name }) => chosen?.[name]?.enabled === true)
        .flatMap(({ name }) =>
            Object.entries(chosen?.[name]?.pools ?? {}).map(([data, pool]) => ({
                path: ["apps", name, "pools", data],
                pool,
            })),
        );
    return [...ofClasses, ...ofApps].flatMap(({ path, pool }) =>
        pool === undefined ? [] : [{ path, pool }],
    );
}

/** A host: its pools, and whether pods run on it. */
interface Place {
    readonly host: string;
    readonly pools: readonly string[];
    readonly hasWorker: boolean;
}

/** All hosts, or `undefined` when something that counts is wrong by itself. */
function placesOf(draft: Draft): readonly Place[] | undefined {
    const nodes = nodesOf(draft).map(({ item }) => item);
    if (nodes.some(({ host, role }) => host === undefined || role === undefined)) {
        return undefined;
    }
    const hosts = hostsOf(draft).map(({ item }) => {
        const hasWorker = nodes.some(({ host, role }) => host === item.name && role === "worker");
        return { host: item.name, pools: poolIds(item), hasWorker };
    });
    const known = hosts.flatMap(({ host, pools, hasWorker }) =>
        host === undefined || pools === undefined ? [] : [{ host, pools, hasWorker }],
    );
    return known.length === hosts.length ? known : undefined;
}

function unreachable(draft: Draft, apps: readonly AnyApp[], places: readonly Place[]): Problem[] {
    const usable = places.filter(({ hasWorker }) => hasWorker);
    const files = hostsOf(draft)
        .flatMap(({ item }) => item.storagePools ?? [])
        .filter((pool) => pool?.kind === "nfs")
        .map((pool) => pool?.id);
    const ids = [...new Set(usable.flatMap(({ pools }) => pools))].filter(
        (id) => !files.includes(id),
    );
    return namedPools(draft, apps).flatMap(({ path, pool }) => {
        if (usable.some(({ pools }) => pools.includes(pool))) {
            return [];
        }
        const holders = places.filter(({ pools }) => pools.includes(pool));
        const message =
            holders.length === 0
                ? `is a pool of no host. ${suggestion(pool, ids)}`
                : `is a pool of ${holders.map(({ host }) => host).join(" and ")}, where no worker runs. Put a worker there. Or choose from: ${ids.join(", ")}.`;
        return [{ path, value: pool, message }];
    });
}

/** A pod runs on one host, so that host must have the pools of all its volumes. */
function apart(draft: Draft, apps: readonly AnyApp[], places: readonly Place[]): Problem[] {
    return apps.flatMap((app) => {
        const chosen = draft.apps?.[app.name];
        if (chosen?.enabled !== true || chosen.pools === undefined) {
            return [];
        }
        const effective = effectiveApp(app, chosen.options ?? {});
        const parts = Object.entries({ ...effective.workloads, ...effective.jobs });
        return parts.flatMap(([part, { mounts = [] }]): Problem[] => {
            const volumes = sizedData(effective)
                .filter(({ name }) => mounts.includes(name))
                .map((data) => {
                    const pool = volumePool(draft, app.name, data);
                    const hosts = places.filter(
                        ({ hasWorker, pools }) =>
                            hasWorker && pool !== undefined && pools.includes(pool),
                    );
                    return { name: data.name, pool, hosts: hosts.map(({ host }) => host) };
                });
            const common = places.some(({ host }) =>
                volumes.every(({ hosts }) => hosts.includes(host)),
            );
            if (common || volumes.some(({ hosts }) => hosts.length === 0)) {
                return [];
            }
            const where = volumes.map(
                ({ name, pool, hosts }) => `${name} in ${pool ?? ""} on ${hosts.join(" and ")}`,
            );
            const message = `leaves no host for the pod of ${part}: ${where.join(", ")}. Choose pools that one host has.`;
            return [{ path: ["apps", app.name, "pools"], value: chosen.pools, message }];
        });
    });
}

function repeatedClasses({ storage }: Draft): Problem[] {
    const classes = entriesAt(["storage", "classes"], storage?.classes);
    return classes.flatMap(({ at, item }, index) => {
        const first = classes
            .slice(0, index)
            .find(
                ({ item: other }) =>
                    item.pool !== undefined &&
                    other.pool === item.pool &&
                    other.encrypted === item.encrypted &&
                    other.lifecycle === item.lifecycle,
            );
        return first === undefined
            ? []
            : [
                  {
                      path: at,
                      value: item,
                      message: `is the class at ${pathText(first.at)} again. List each class once.`,
                  },
              ];
    });
}

/** Pools that are named for some volumes are on a host where pods run, and those of one pod on the same. */
export const namedPoolsReachable: Check = (draft, apps) => {
    const places = placesOf(draft);
    return [
        ...repeatedClasses(draft),
        ...(places === undefined
            ? []
            : [...unreachable(draft, apps, places), ...apart(draft, apps, places)]),
    ];
};
