import type { AnyApp, Workload } from "../../catalogue/app-spec";
import { checkApp } from "../../catalogue/check-app";
import type { JobStep, ScheduledJob } from "../../catalogue/scheduled-job";
import { bareApp } from "./bare-app";

const step: JobStep = {
    name: "export",
    image: "example.org/diary:1.2.3",
    command: ["/bin/export"],
    mounts: { pages: { path: "/pages", claim: "pages" } },
    resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } },
};
const nightly: ScheduledJob = {
    purpose: "Exports the pages",
    schedule: "30 2 * * *",
    user: 1000,
    mounts: ["pages"],
    // Claims are called like data while an app is checked.
    steps: () => [step],
};
const withJob = (changes: Partial<ScheduledJob>, name = "nightly", app: Partial<AnyApp> = {}) =>
    checkApp(bareApp({ jobs: { [name]: { ...nightly, ...changes } }, ...app }));
const withSteps = (...steps: Partial<JobStep>[]) =>
    withJob({ steps: () => steps.map((changes) => ({ ...step, ...changes })) });

test("a correct job has no problem, and may have connections", () => {
    const connections = [
        { from: "edge", to: "server" },
        { from: "nightly", to: "server" },
    ];
    expect(withJob({}, "nightly", { connections })).toEqual([]);
    expect(withJob({}, "nightly", { connections: [{ from: "weekly", to: "server" }] })).toEqual([
        'apps/diary: connections[0].from "weekly" names no workload: name one of edge, server, nightly',
    ]);
});

test("steps are written with the app's default options", () => {
    const asked: unknown[] = [];
    withJob(
        {
            steps: ({ options, claim }) => {
                asked.push(options, claim("pages" as never));
                return [step];
            },
        },
        "nightly",
        {
            options: {
                days: { type: "number", default: 30, minimum: 1, maximum: 99, describe: "Days" },
            },
        },
    );
    expect(asked).toEqual([{ days: 30 }, "pages"]);
});

describe("the schedule", () => {
    test.each(["0 0 * * *", "*/5 1-3,7 1 1,12 0-6", "30 2 29 2 *"])("may be %s", (schedule) => {
        expect(withJob({ schedule })).toEqual([]);
    });

    test.each([
        "",
        "daily",
        "@daily",
        "* * * *",
        "0 30 2 * * *",
        "60 2 * * *",
        "0 24 * * *",
        "0 2 L * *",
        "0 2 * * MON#1",
        "0 2 31 2 *",
        "0 2 * * *\n",
    ])("may not be %j", (schedule) => {
        expect(withJob({ schedule })).toEqual([
            `apps/diary: jobs.nightly.schedule "${schedule}" never comes: write five numbers or ranges, as in "30 2 * * *" for 2:30 UTC`,
        ]);
    });
});

describe("a job", () => {
    test.each([
        [{ user: 0 }, ".user is 0: jobs run restricted, name a user id above 0"],
        [{ timeoutSeconds: 0 }, ".timeoutSeconds is 0: write whole seconds above 0"],
        [{ timeoutSeconds: 1.5 }, ".timeoutSeconds is 1.5: write whole seconds above 0"],
        [
            { mounts: ["pages", "attic"] },
            '.mounts "attic" names no volume of the app: declare it in data or remove it',
        ],
        [{ steps: () => [] }, ".steps is empty: say what it does"],
        [
            { mounts: [] },
            `.steps.export.mounts.pages.claim is that of "pages": list it under the job's mounts`,
        ],
    ] as [Partial<ScheduledJob>, string][])("%#: %j", (changes, problem) => {
        expect(withJob(changes)).toEqual([`apps/diary: jobs.nightly${problem}`]);
    });

    test.each([
        ["Nightly", " is no name of a part: use a-z, 0-9 and -, at most 32 characters"],
        ["n".repeat(33), " is no name of a part: use a-z, 0-9 and -, at most 32 characters"],
        ["server", " has a name that is taken by the gateway, data or a workload: rename it"],
        ["pages", " has a name that is taken by the gateway, data or a workload: rename it"],
        ["edge", " has a name that is taken by the gateway, data or a workload: rename it"],
    ])("may not be called %s", (name, problem) => {
        expect(withJob({}, name)).toEqual([`apps/diary: jobs.${name}${problem}`]);
    });

    test("may have 52 characters with its app's name, which Kubernetes lengthens", () => {
        const app = (length: number) => ({ name: "a".repeat(length) });
        expect(withJob({}, "n".repeat(32), app(19))).toEqual([]);
        expect(withJob({}, "n".repeat(32), app(20))).toEqual([
            expect.stringMatching(/shorten it to at most 52 characters in all$/),
        ]);
    });

    test("has no pods that a workload's services would find", () => {
        const server: Workload = {
            podLabels: { "app.kubernetes.io/instance": "diary" },
            ports: [80],
            mounts: ["pages"],
        };
        expect(withJob({}, "nightly", { workloads: { server } })).toEqual([
            "apps/diary: jobs.nightly has pods with the labels of workloads.server: rename it",
        ]);
    });

    test("mounts volumes of one workload, since two may be on two nodes", () => {
        const { data } = bareApp({});
        const attic = data["pages"] as NonNullable<(typeof data)[string]>;
        const workloads = {
            server: { podLabels: { app: "diary" }, ports: [80], mounts: ["pages"] },
            store: { podLabels: { app: "store" }, ports: [], mounts: ["attic"] },
        };
        expect(
            withJob({ mounts: ["pages", "attic"] }, "nightly", {
                data: { ...data, attic },
                workloads,
            }),
        ).toEqual([
            "apps/diary: jobs.nightly.mounts are those of server and store, which may run on two nodes: mount one's only",
        ]);
    });
});

describe("a step", () => {
    test.each([
        [
            { name: "Export" },
            ' "Export" is no name of a part: use a-z, 0-9 and -, at most 32 characters',
        ],
        [{ image: "example.org/diary" }, '.export.image "example.org/diary" has no exact tag'],
        [
            { image: "example.org/diary:latest" },
            '.export.image "example.org/diary:latest" has no exact tag',
        ],
        [{ command: [] }, ".export.command is empty: say what it runs"],
        [
            { mounts: { tmp: { path: "tmp", scratch: "1Mi" } } },
            '.export.mounts.tmp.path "tmp" must start with /',
        ],
        [
            { mounts: { Tmp: { path: "/tmp", scratch: "1Mi" } } },
            ".export.mounts.Tmp is no name of a part: use a-z, 0-9 and -, at most 32 characters",
        ],
    ] as [Partial<JobStep>, string][])("%#: %j", (changes, problem) => {
        expect(withSteps(changes)).toEqual([`apps/diary: jobs.nightly.steps${problem}`]);
    });

    test("has a name of its own", () => {
        expect(withSteps({}, {})).toEqual([
            'apps/diary: jobs.nightly.steps has "export" twice: rename one',
        ]);
    });

    test("mounts the same under a name as the steps before it", () => {
        const mounting = (name: string, scratch: string) => ({
            name,
            mounts: { work: { path: `/${name}`, scratch } },
        });
        expect(withSteps(mounting("one", "1Mi"), mounting("two", "1Mi"))).toEqual([]);
        expect(withSteps(mounting("one", "1Mi"), mounting("two", "2Mi"))).toEqual([
            'apps/diary: jobs.nightly.steps mount two things under the name "work": use one name for each',
        ]);
    });
});
