import { Cron } from "croner";
import type { AnyApp } from "./app-spec";
import type { Bindings } from "./bindings";
import type { AppData } from "./app-data";
import type { JobMount, JobStep, ScheduledJob } from "./scheduled-job";
import { jobPods } from "./pods-of-part";

/** A DNS label short enough for the names of the pods that Kubernetes makes of it. */
const partName = /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/;
const exactImage =
    /^[a-z0-9./-]+:(?!(?:latest|stable|main|edge|nightly)(?:@|$))[\w][\w.-]*(@sha256:[0-9a-f]{64})?$/;

/** Kubernetes appends the time of a run to a CronJob's name. */
const longestName = 52;

/** The problems of an app's scheduled jobs, without the app's name in front. */
export function checkJobs(app: AnyApp): string[] {
    return Object.entries(app.jobs ?? {}).flatMap(([name, job]) =>
        [
            ...checkName(app, name),
            ...checkSchedule(job),
            ...checkUser(job),
            ...checkMounts(app, job),
            ...checkSteps(app, job),
        ].map((problem) => `jobs.${name}${problem}`),
    );
}

function checkName(app: AnyApp, name: string): string[] {
    const full = `${app.name}-${name}`;
    const pods = jobPods(app.name, name);
    const twins = Object.entries(app.workloads).filter(([, { podLabels }]) =>
        Object.entries(podLabels).every(([key, value]) => pods[key] === value),
    );
    return [
        ...(partName.test(name)
            ? []
            : [` is no name of a part: use a-z, 0-9 and -, at most 32 characters`]),
        ...(full.length > longestName
            ? [` becomes "${full}": shorten it to at most ${longestName} characters in all`]
            : []),
        ...(name === "edge" || Object.hasOwn(app.data, name) || Object.hasOwn(app.workloads, name)
            ? [` has a name that is taken by the gateway, data or a workload: rename it`]
            : twins.map(
                  ([workload]) => ` has pods with the labels of workloads.${workload}: rename it`,
              )),
    ];
}

function checkSchedule({ schedule, timeoutSeconds = 1 }: ScheduledJob): string[] {
    const problems =
        Number.isInteger(timeoutSeconds) && timeoutSeconds > 0
            ? []
            : [`.timeoutSeconds is ${timeoutSeconds}: write whole seconds above 0`];
    // Kubernetes knows none of the letters that the library reads beyond the standard.
    const runs = /^[\d*,/ -]+$/.test(schedule) && nextRun(schedule) !== null;
    return runs
        ? problems
        : [
              `.schedule "${schedule}" never comes: write five numbers or ranges, as in "30 2 * * *" for 2:30 UTC`,
              ...problems,
          ];
}

function nextRun(schedule: string): Date | null {
    try {
        return new Cron(schedule, { mode: "5-part", paused: true, timezone: "Etc/UTC" }).nextRun();
    } catch {
        return null;
    }
}

function checkUser({ user }: ScheduledJob): string[] {
    return Number.isInteger(user) && user > 0
        ? []
        : [`.user is ${user}: jobs run restricted, name a user id above 0`];
}

function checkMounts(app: AnyApp, { mounts = [] }: ScheduledJob): string[] {
    const unknown = mounts
        .filter((mount) => app.data[mount]?.kind !== "volume")
        .map(
            (mount) =>
                `.mounts "${mount}" names no volume of the app: declare it in data or remove it`,
        );
    const beside = Object.entries(app.workloads)
        .filter(([, workload]) => (workload.mounts ?? []).some((mount) => mounts.includes(mount)))
        .map(([name]) => name);
    return beside.length > 1
        ? [
              ...unknown,
              `.mounts are those of ${beside.join(" and ")}, which may run on two nodes: mount one's only`,
          ]
        : unknown;
}

function checkSteps(app: AnyApp, job: ScheduledJob): string[] {
    const steps = job.steps(placeholders(app));
    const sources = new Map<string, string>();
    const problems = steps.flatMap((step, at) => [
        ...checkStep(step, steps.slice(0, at)),
        ...Object.entries(step.mounts ?? {}).flatMap(([name, mount]) => [
            ...checkMount(name, mount, job).map((problem) => `.${step.name}${problem}`),
            ...differs(sources, name, mount),
        ]),
    ]);
    return [
        ...(steps.length === 0 ? [".steps is empty: say what it does"] : []),
        ...problems.map((problem) => `.steps${problem}`),
    ];
}

function checkStep({ name, image, command }: JobStep, before: readonly JobStep[]): string[] {
    return [
        ...(partName.test(name)
            ? []
            : [` "${name}" is no name of a part: use a-z, 0-9 and -, at most 32 characters`]),
        ...(before.some((other) => other.name === name)
            ? [` has "${name}" twice: rename one`]
            : []),
        ...(exactImage.test(image) ? [] : [`.${name}.image "${image}" has no exact tag`]),
        ...(command.length === 0 ? [`.${name}.command is empty: say what it runs`] : []),
    ];
}

function checkMount(name: string, mount: JobMount, { mounts = [] }: ScheduledJob): string[] {
    const path = `.mounts.${name}`;
    return [
        ...(partName.test(name)
            ? []
            : [`${path} is no name of a part: use a-z, 0-9 and -, at most 32 characters`]),
        ...(mount.path.startsWith("/") ? [] : [`${path}.path "${mount.path}" must start with /`]),
        ...("claim" in mount && !mounts.includes(mount.claim)
            ? [`${path}.claim is that of "${mount.claim}": list it under the job's mounts`]
            : []),
    ];
}

/** Whether an earlier step mounts something else under the name. */
function differs(sources: Map<string, string>, name: string, mount: JobMount): string[] {
    const source = JSON.stringify(sourceOf(mount));
    const first = sources.get(name) ?? source;
    sources.set(name, first);
    return first === source
        ? []
        : [` mount two things under the name "${name}": use one name for each`];
}

function sourceOf(mount: JobMount): readonly unknown[] {
    if ("claim" in mount) {
        return ["claim", mount.claim];
    }
    if ("secret" in mount) {
        return ["secret", mount.secret, mount.items];
    }
    return "text" in mount ? ["text", mount.text] : ["scratch", mount.scratch];
}

/** Bindings whose names are those of the data, and options that nobody changed. */
function placeholders(app: AnyApp): Bindings<AppData, AnyApp["options"]> {
    const login = (name: string) => ({ host: name, port: 1, credentialsSecret: name });
    const options = Object.entries(app.options).map(([name, option]) => [name, option.default]);
    return {
        hostname: "",
        dashboard: [],
        timeZone: "Etc/UTC",
        podCidr: "",
        options: Object.fromEntries(options) as Bindings<AppData, AnyApp["options"]>["options"],
        claim: (name) => name,
        database: (name) => ({ ...login(name), database: name, user: name, authoritySecret: name }),
        cache: login,
        secret: (name) => name,
    };
}
