import { alertsOf } from "../../catalogue/alerts";
import { collect } from "../../catalogue/catalogue";
import type { AnyApp } from "../../catalogue/app-spec";
import { effectiveApp } from "../../catalogue/effective-app";
import { type PlatformPart, platformContainers } from "../../catalogue/requests/demand";
import { platformPods } from "../../catalogue/requests/platform-pods";
import { freeTier, type Inventory, seriesBudget } from "../../catalogue/metric-jobs";
import type { Problem } from "../problem";
import type { Draft } from "../salvage";
import { type Check, hostsInUse, nodesOf } from "./check";
import { partsOf } from "./platform-parts";
import { volumesOf } from "./volumes";

/** What there may be, for a configuration that does not say yet what there is. */
const everyPart = Object.keys(platformPods) as PlatformPart[];

/** How much there is of everything that makes metrics. */
export function inventoryOf(draft: Draft, apps: readonly AnyApp[]): Inventory {
    const nodes = nodesOf(draft).map(({ item }) => item);
    const controlPlanes = nodes.filter(({ role }) => role === "controlplane").length;
    const hosts = hostsInUse(draft).map(({ item }) => item);
    const count = (kind: string) =>
        apps.reduce(
            (sum, { data }) => sum + Object.values(data).filter((one) => one.kind === kind).length,
            0,
        );
    const workloads = apps.reduce((sum, app) => sum + Object.keys(app.workloads).length, 0);
    const jobs = apps.reduce((sum, app) => sum + Object.keys(app.jobs ?? {}).length, 0);
    return {
        nodes: nodes.length,
        controlPlanes,
        proxmoxHosts: hosts.length,
        pools: hosts.reduce((sum, host) => sum + (host.storagePools ?? []).length, 0),
        volumes: volumesOf(draft, apps).length,
        databases: count("postgres"),
        poolers: apps.reduce((sum, { name }) => sum + poolersOf(draft, name), 0),
        containers:
            platformContainers(partsOf(draft) ?? everyPart, {
                controlPlanes,
                workers: nodes.length - controlPlanes,
            }) +
            workloads +
            jobs +
            count("postgres") +
            count("cache"),
        routes: apps.filter(({ reach }) => reach !== undefined).length,
    };
}

function poolersOf(draft: Draft, app: string): number {
    const chosen = Object.values(draft.apps?.[app]?.databases ?? {});
    return chosen.filter((database) => database?.pooler === true).length;
}

/** What leaves the house, and what is asked of it there, fits the plan that the owner has. */
export const grafanaPlan: Check = (draft, apps) => {
    const cloud = draft.observability?.grafanaCloud;
    if (cloud?.plan !== "free") {
        return [];
    }
    const running = apps
        .filter(({ name }) => draft.apps?.[name]?.enabled === true)
        .map((app) => effectiveApp(app, draft.apps?.[app.name]?.options ?? {}));
    const own = running.flatMap(({ metrics = [] }) => metrics.map(({ series }) => series));
    const { total } = seriesBudget(
        inventoryOf(draft, running),
        own.reduce((sum, series) => sum + series, 0),
    );
    const rules = cloud.grafanaUrl === undefined ? 0 : alertsOf(collect(running).assets).length;
    return [
        ...exceeded("metrics make about", total, "series", freeTier.series),
        ...exceeded("its data takes", rules, "alert rules", freeTier.alerts),
    ];
};

function exceeded(what: string, count: number, of: string, most: number): Problem[] {
    return count <= most
        ? []
        : [
              {
                  path: ["observability", "grafanaCloud", "plan"],
                  value: "free",
                  message: `takes ${most} ${of}, and ${what} ${count}. Turn apps off, or write paid if you have more.`,
              },
          ];
}
