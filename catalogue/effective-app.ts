import type { AppData } from "./app-data";
import type { AnyApp, Condition, Conditional } from "./app-spec";

/** What the owner chose for an app's options, defaults filled in. */
export type ChosenOptions = Readonly<Record<string, unknown>>;

/** Whether something is there under the options chosen. */
export function applies({ when }: Conditional, options: ChosenOptions): boolean {
    return when === undefined || holds(when, options);
}

/** The app without the data, workloads, jobs and connections that its options leave out. */
export function effectiveApp(app: AnyApp, options: ChosenOptions): AnyApp {
    return {
        ...app,
        data: kept<AppData[string]>(app.data, options),
        workloads: kept(app.workloads, options),
        ...(app.jobs && { jobs: kept(app.jobs, options) }),
        connections: app.connections.filter((connection) => applies(connection, options)),
        ...(app.metrics && { metrics: app.metrics.filter((one) => applies(one, options)) }),
    };
}

function holds({ option, is }: Condition, options: ChosenOptions): boolean {
    return options[option] === is;
}

function kept<T extends Conditional>(
    entries: Readonly<Record<string, T>>,
    options: ChosenOptions,
): Readonly<Record<string, T>> {
    return Object.fromEntries(
        Object.entries(entries).filter(([, entry]) => applies(entry, options)),
    );
}
