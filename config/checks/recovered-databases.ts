import { assetId } from "../../catalogue/app-assets";
import { effectiveApp } from "../../catalogue/effective-app";
import type { Check } from "./check";

/** What was taken back from its archive is a database of an app that is on. */
export const recoveredDatabases: Check = (draft, apps) => {
    const known = apps
        .filter(({ name }) => draft.apps?.[name]?.enabled === true)
        .map((app) => effectiveApp(app, draft.apps?.[app.name]?.options ?? {}))
        .flatMap(({ name, data }) =>
            Object.entries(data)
                .filter(([, { kind }]) => kind === "postgres")
                .map(([database]): string => assetId(name, database)),
        );
    const message = `is said of no database of an app that is on. Choose from: ${known.join(", ")}.`;
    return (["databases", "until"] as const).flatMap((section) =>
        Object.entries<unknown>(draft.recovery?.[section] ?? {})
            .filter(([name]) => !known.includes(name))
            .map(([name, value]) => ({ path: ["recovery", section, name], value, message })),
    );
};
