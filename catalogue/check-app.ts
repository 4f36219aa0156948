import type { AppData } from "./app-data";
import type { AnyApp } from "./app-spec";
import { checkConnections } from "./check-connections";
import { checkJobs } from "./check-jobs";
import { higher } from "./classification";
import { backupPriorities } from "./data-asset";

/** A DNS label: names become namespaces, claims, services and label values. */
const dnsLabel = /^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$/;

/** Extensions that must be created after another one, by PostgreSQL's own dependency. */
const extensionNeeds: Readonly<Record<string, string>> = {
    vchord: "vector",
    earthdistance: "cube",
};

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

const stores: ReadonlySet<string> = new Set(["volume", "postgres", "cache"]);

/**
 * What an app's declaration says that cannot be: names that name nothing, data more confidential
 * than its store, a volume with two owners. One sentence each, with path, value and remedy.
 */
export function checkApp(app: AnyApp): string[] {
    return [
        ...checkNames(app),
        ...Object.entries(app.data).flatMap(([name, data]) => [
            ...checkStoredIn(app.data, name, data),
            ...checkCopyOf(app.data, name, data),
            ...checkMadeBy(app, name, data),
            ...(data.kind === "postgres" ? checkDatabase(name, data) : []),
        ]),
        ...checkMounts(app),
        ...checkPodSecurity(app),
        ...checkExemptions(app),
        ...checkOptions(app),
        ...checkMetrics(app),
        ...checkConnections(app),
        ...checkJobs(app),
    ].map((problem) => `apps/${app.name}: ${problem}`);
}

function checkNames(app: AnyApp): string[] {
    const workloads = Object.keys(app.workloads);
    const named: [string, string][] = [
        ["name", app.name],
        ...(app.reach ? [["reach.host", app.reach.host] satisfies [string, string]] : []),
        ...Object.keys(app.data).map((name): [string, string] => ["data", name]),
        ...workloads.map((name): [string, string] => ["workloads", name]),
    ];
    return [
        ...named
            .filter(([, name]) => !dnsLabel.test(name))
            .map(
                ([path, name]) =>
                    `${path} "${name}" is no DNS label: use a-z, 0-9 and -, at most 50`,
            ),
        ...(app.name === "platform"
            ? [`name "platform" is the platform's own: choose another`]
            : []),
        ...workloads
            .filter((name) => name === "edge")
            .map(() => `workloads "edge" means the gateway in connections: choose another name`),
        ...workloads
            .filter((name) => Object.hasOwn(app.data, name))
            .map((name) => `workloads "${name}" is also the name of data: rename one`),
        ...Object.entries(app.data)
            .filter(([name]) => Object.hasOwn(app.data, `${name}-credentials`))
            .filter(([, data]) => data.kind === "postgres" || data.kind === "cache")
            .map(
                ([name]) =>
                    `data "${name}-credentials" is made by the platform for "${name}": remove it`,
            ),
    ];
}

function checkStoredIn(all: AppData, name: string, data: AppData[string]): string[] {
    const storedIn = "storedIn" in data ? data.storedIn : undefined;
    if (storedIn === undefined) {
        return [];
    }
    const path = `data.${name}.storedIn "${storedIn}"`;
    const store = Object.hasOwn(all, storedIn) ? all[storedIn] : undefined;
    if (!store) {
        return [`${path} names no data of the app: name one of ${Object.keys(all).join(", ")}`];
    }
    if (!stores.has(store.kind) || (data.kind === "sqlite" && store.kind !== "volume")) {
        const wanted = data.kind === "sqlite" ? "a volume" : "a volume, postgres or cache";
        return [`${path} is of kind ${store.kind}, which stores nothing else: name ${wanted}`];
    }
    if (higher(data.classification, store.classification) !== store.classification) {
        return [
            `${path} is ${store.classification} but would hold ${data.classification} data: ` +
                `raise its classification to ${data.classification}`,
        ];
    }
    const [wanted, given] = [data.backup ?? "none", store.backup ?? "none"];
    if (backupPriorities.indexOf(wanted) < backupPriorities.indexOf(given)) {
        return [
            `${path} has the backup priority ${given} but would hold data of priority ${wanted}: ` +
                `raise its backup to ${wanted}`,
        ];
    }
    return [];
}

function checkCopyOf(all: AppData, name: string, data: AppData[string]): string[] {
    const copyOf = "copyOf" in data ? data.copyOf : undefined;
    return copyOf === undefined || (Object.hasOwn(all, copyOf) && copyOf !== name)
        ? []
        : [
              `data.${name}.copyOf "${copyOf}" names no other data of the app: name what it is a copy of`,
          ];
}

function checkMadeBy({ jobs = {} }: AnyApp, name: string, data: AppData[string]): string[] {
    const job = "madeBy" in data ? data.madeBy : undefined;
    return job === undefined || Object.hasOwn(jobs, job)
        ? []
        : [`data.${name}.madeBy "${job}" names no job of the app: name the one that makes it`];
}

function checkDatabase(name: string, data: AppData[string] & { kind: "postgres" }): string[] {
    const extensions = data.extensions ?? [];
    const late = extensions.flatMap((extension, at) => {
        const needed = extensionNeeds[extension];
        return needed !== undefined && !extensions.slice(0, at).includes(needed)
            ? [
                  `data.${name}.extensions has "${extension}" without "${needed}" before it: put "${needed}" first`,
              ]
            : [];
    });
    const twice = extensions.filter((extension, at) => extensions.indexOf(extension) !== at);
    // CloudNativePG reads the major version from the tag.
    return [
        ...(/:\d+(\.\d+)?(-[\w.-]+)?(@sha256:[0-9a-f]{64})?$/.test(data.image)
            ? []
            : [
                  `data.${name}.image "${data.image}" has no tag that starts with the PostgreSQL version`,
              ]),
        ...twice.map((extension) => `data.${name}.extensions has "${extension}" twice: remove one`),
        ...late,
    ];
}

function checkOptions({ options }: AnyApp): string[] {
    return Object.entries(options).flatMap(([name, option]) => {
        const path = `options.${name}.default`;
        if (option.type === "choice" && !option.choices.includes(option.default)) {
            return [`${path} "${option.default}" is not one of ${option.choices.join(", ")}`];
        }
        return option.type === "number" &&
            (option.default < option.minimum || option.default > option.maximum)
            ? [`${path} is ${option.default}: keep it from ${option.minimum} to ${option.maximum}`]
            : [];
    });
}

function checkExemptions({ podSecurityExemptions = [], options }: AnyApp): string[] {
    return podSecurityExemptions.flatMap(({ when, reason }, at) => [
        ...(Object.hasOwn(options, when.option)
            ? []
            : [
                  `podSecurityExemptions[${at}].when names no option of the app: "${when.option}"; declare it`,
              ]),
        ...(reason.trim() === "" ? [`podSecurityExemptions[${at}].reason is empty: say why`] : []),
    ]);
}

function checkPodSecurity({ podSecurity, podSecurityReason }: AnyApp): string[] {
    const loose = podSecurity !== "restricted";
    if (loose && podSecurityReason === undefined) {
        return [`podSecurity is ${podSecurity} without podSecurityReason: say why, or restrict it`];
    }
    return !loose && podSecurityReason !== undefined
        ? ["podSecurityReason excuses nothing: podSecurity is restricted; remove it"]
        : [];
}

function checkMetrics({ metrics = [], workloads }: AnyApp): string[] {
    return metrics.flatMap(({ workload, port, keep }, at) => [
        ...(Object.hasOwn(workloads, workload)
            ? []
            : [
                  `metrics[${at}].workload "${workload}" names no workload: name one of ${Object.keys(workloads).join(", ")}`,
              ]),
        ...(keep.length === 0 ? [`metrics[${at}].keep is empty: name metrics or remove it`] : []),
        // Whoever may come to the workload may come to all of its ports.
        ...(workloads[workload]?.ports.includes(port) === true
            ? [
                  `metrics[${at}].port ${port} is one on which ${workload} serves others: let it show metrics on a port of their own`,
              ]
            : []),
        ...keep
            .filter(({ name }) => !metricName.test(name))
            .map(
                ({ name }) =>
                    `metrics[${at}].keep "${name}" is no name of a metric: write it as Prometheus does`,
            ),
    ]);
}

function checkMounts(app: AnyApp): string[] {
    const mounts = Object.entries(app.workloads).flatMap(([workload, { mounts = [] }]) =>
        mounts.map((volume) => ({ workload, volume })),
    );
    return mounts.flatMap(({ workload, volume }, at) => {
        const path = `workloads.${workload}.mounts "${volume}"`;
        const data = Object.hasOwn(app.data, volume) ? app.data[volume] : undefined;
        if (data?.kind !== "volume") {
            return [`${path} names no volume of the app: declare it in data or remove it`];
        }
        const first = mounts.findIndex((mount) => mount.volume === volume);
        return first < at
            ? [`${path} is already mounted by ${mounts[first]?.workload}: a volume has one owner`]
            : [];
    });
}
