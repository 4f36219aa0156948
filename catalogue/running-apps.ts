import type { AnyApp } from "./app-spec";
import { type ChosenOptions, effectiveApp } from "./effective-app";

/** What the owner chose for an app. */
interface Choice {
    readonly enabled: boolean;
    readonly options?: ChosenOptions | undefined;
}

/** The apps that are on, each as its options make it. */
export function runningApps(
    apps: readonly AnyApp[],
    chosen: Readonly<Record<string, Choice | undefined>>,
): AnyApp[] {
    return apps
        .filter((app) => chosen[app.name]?.enabled)
        .map((app) => effectiveApp(app, chosen[app.name]?.options ?? {}));
}
