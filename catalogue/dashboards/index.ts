import type { AnyApp } from "../app-spec";
import { appsDashboard } from "./apps";
import type { Dashboard } from "./dashboard";
import { dataDashboard } from "./data";
import { databasesDashboard } from "./databases";
import { houseDashboard } from "./house";
import { ownDashboard } from "./own";

export type { Dashboard, Panel } from "./dashboard";

/** Pages that list what exists by itself, so that they change with no app. */
export const dashboards: readonly Dashboard[] = [
    dataDashboard,
    databasesDashboard,
    appsDashboard,
    houseDashboard,
];

/** Every page there is: those of the house, and one for each app that has metrics of its own. */
export function dashboardsOf(running: readonly AnyApp[]): readonly Dashboard[] {
    return [
        ...dashboards,
        ...running.flatMap((app) => {
            const own = ownDashboard(app);
            return own === undefined ? [] : [own];
        }),
    ];
}
