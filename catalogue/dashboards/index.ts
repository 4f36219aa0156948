import { appsDashboard } from "./apps";
import type { Dashboard } from "./dashboard";
import { dataDashboard } from "./data";
import { databasesDashboard } from "./databases";
import { houseDashboard } from "./house";

export type { Dashboard, Panel } from "./dashboard";

/** Every page there is. They list what exists by itself, so that they change with no app. */
export const dashboards: readonly Dashboard[] = [
    dataDashboard,
    databasesDashboard,
    appsDashboard,
    houseDashboard,
];
