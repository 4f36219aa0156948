import type { AppData } from "./app-data";
import type { AnyApp, Connection, PodSecurity } from "./app-spec";
import type { Condition, Conditional } from "./app-options";

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
        ...podSecurityOf(app, options),
        data: kept<AppData[string]>(app.data, options),
        workloads: kept(app.workloads, options),
        ...(app.jobs && { jobs: kept(app.jobs, options) }),
        connections: app.connections.filter(
            (connection) => applies(connection, options) && hasEnds(app, connection, options),
        ),
        ...(app.metrics && { metrics: app.metrics.filter((one) => applies(one, options)) }),
    };
}

/** Whether the parts at both ends of a way are there; what is declared nowhere is for others to find. */
function hasEnds(app: AnyApp, { from, to }: Connection, options: ChosenOptions): boolean {
    const parts: Readonly<Record<string, Conditional>> = {
        ...app.data,
        ...app.workloads,
        ...app.jobs,
    };
    return [from, to]
        .filter((end) => typeof end === "string")
        .every((end) => !Object.hasOwn(parts, end) || applies(parts[end] ?? {}, options));
}

const fromStrict: readonly PodSecurity[] = ["restricted", "baseline", "privileged"];

/** The least strict standard that the app or one of its chosen options asks for, and the network. */
function podSecurityOf(
    { podSecurity, podSecurityExemptions = [] }: AnyApp,
    options: ChosenOptions,
): Pick<AnyApp, "podSecurity" | "podSecurityReason" | "inNodeNetwork"> {
    const chosen = podSecurityExemptions.filter(({ when }) => holds(when, options));
    const strictness = (level: PodSecurity) => fromStrict.indexOf(level);
    const [loosest] = chosen
        .filter(({ level }) => strictness(level) > strictness(podSecurity))
        .sort((a, b) => strictness(b.level) - strictness(a.level));
    return {
        podSecurity,
        ...(loosest && { podSecurity: loosest.level, podSecurityReason: loosest.reason }),
        ...(chosen.some(({ inNodeNetwork }) => inNodeNetwork) && { inNodeNetwork: true }),
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
