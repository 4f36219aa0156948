import type { AnyApp } from "./app-spec";

/** Labels of a scheduled job's pods. */
export function jobPods(app: string, job: string): Readonly<Record<string, string>> {
    return {
        "app.kubernetes.io/name": job,
        "app.kubernetes.io/instance": app,
        "app.kubernetes.io/component": "scheduled-job",
    };
}

/** Labels of the pods of a workload or scheduled job; `undefined` when the app has none so named. */
export function podsOfPart(
    app: Pick<AnyApp, "jobs" | "name" | "workloads">,
    part: string,
): Readonly<Record<string, string>> | undefined {
    if (Object.hasOwn(app.workloads, part)) {
        return app.workloads[part]?.podLabels;
    }
    return Object.hasOwn(app.jobs ?? {}, part) ? jobPods(app.name, part) : undefined;
}
