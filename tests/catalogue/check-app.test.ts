import type { AnyApp } from "../../catalogue/app-spec";
import { checkApp } from "../../catalogue/check-app";
import { bareApp, database, outside, pages, withConnection } from "./bare-app";

const note = {
    kind: "derived",
    title: "Notes",
    classification: "internal",
    retention: "indefinite",
} as const;
const server = { podLabels: { app: "diary" }, ports: [80] };

const withData = (data: AnyApp["data"]) => bareApp({ data: { pages, ...data } });
test("a correct app has no problem", () => {
    expect(checkApp(bareApp({}))).toEqual([]);
    expect(
        checkApp(
            withConnection(
                { from: "edge", to: "server" },
                { from: "server", to: "database" },
                outside(["api.example.org"]),
            ),
        ),
    ).toEqual([]);
});

describe("names", () => {
    test.each([
        [{ name: "Diary" }, 'name "Diary" is no DNS label: use a-z, 0-9 and -, at most 50'],
        [
            { reach: { audience: "internal", host: "a.b", service: "diary", port: 80 } },
            'reach.host "a.b" is no DNS label: use a-z, 0-9 and -, at most 50',
        ],
        [
            { data: { pages, camelCase: pages } },
            'data "camelCase" is no DNS label: use a-z, 0-9 and -, at most 50',
        ],
        [{ name: "platform" }, `name "platform" is the platform's own: choose another`],
        [
            { workloads: { server: { ...server, mounts: ["pages"] }, edge: server } },
            'workloads "edge" means the gateway in connections: choose another name',
        ],
        [
            { workloads: { server, pages: server } },
            'workloads "pages" is also the name of data: rename one',
        ],
        [
            { data: { pages, database, "database-credentials": pages } },
            'data "database-credentials" is made by the platform for "database": remove it',
        ],
    ] as [Partial<AnyApp>, string][])("%#: %j", (changes, problem) => {
        expect(checkApp(bareApp(changes))).toEqual([`apps/${changes.name ?? "diary"}: ${problem}`]);
    });

    test("a name may have 50 letters but not 51, and may not end in a hyphen", () => {
        expect(checkApp(bareApp({ name: "a".repeat(50) }))).toEqual([]);
        expect(checkApp(bareApp({ name: "a".repeat(51) }))).toHaveLength(1);
        expect(checkApp(bareApp({ name: "diary-" }))).toHaveLength(1);
    });
});

test("data is made by a job of the app, or by the app itself", () => {
    const made = (madeBy: string) =>
        bareApp({ data: { pages, note: { ...note, storedIn: "pages", madeBy } } });
    expect(checkApp(made("press"))).toEqual([
        'apps/diary: data.note.madeBy "press" names no job of the app: name the one that makes it',
    ]);
    const press = { purpose: "Prints", schedule: "0 1 * * *", user: 1000, steps: () => [] };
    expect(checkApp({ ...made("press"), jobs: { press } }).join()).not.toContain("madeBy");
});

describe("storedIn", () => {
    test.each([
        [
            { note: { ...note, storedIn: "atlantis" } },
            'data.note.storedIn "atlantis" names no data of the app: name one of pages, note',
        ],
        [
            { note: { ...note, storedIn: "note" } },
            'data.note.storedIn "note" is of kind derived, which stores nothing else: name a volume, postgres or cache',
        ],
        [
            { database, note: { ...note, kind: "sqlite", storedIn: "database" } },
            'data.note.storedIn "database" is of kind postgres, which stores nothing else: name a volume',
        ],
        [
            {
                database,
                note: {
                    ...note,
                    classification: "sensitive",
                    backup: "none",
                    storedIn: "database",
                },
            },
            'data.note.storedIn "database" is internal but would hold sensitive data: raise its classification to sensitive',
        ],
    ] as [AnyApp["data"], string][])("%#", (data, problem) => {
        expect(checkApp(withData(data))).toEqual([`apps/diary: ${problem}`]);
    });

    test.each([
        ["critical", "high", ["critical"]],
        ["high", undefined, ["high"]],
        ["high", "high", []],
        ["low", "high", []],
        [undefined, "none", []],
    ] as const)("data of priority %s in a store of %s needs %j", (wanted, given, needs) => {
        const index = { ...note, ...(wanted !== undefined && { backup: wanted }) };
        const store = { ...pages, backup: given } as typeof pages;
        const data = { store, index: { ...index, kind: "sqlite", storedIn: "store" } };
        expect(checkApp(withData(data as unknown as AnyApp["data"]))).toEqual(
            needs.map(
                (priority) =>
                    `apps/diary: data.index.storedIn "store" has the backup priority ${given ?? "none"} but would hold data of priority ${priority}: raise its backup to ${priority}`,
            ),
        );
    });

    test("less confidential data may lie in a more confidential store", () => {
        expect(checkApp(withData({ note: { ...note, storedIn: "pages" } }))).toEqual([]);
    });
});

describe("databases", () => {
    const withDatabase = (changes: object) =>
        checkApp(withData({ database: { ...database, ...changes } }));

    test.each(["postgres", "postgres:latest", "postgres@sha256:" + "a".repeat(64)])(
        "refuses the image %s, which hides the version",
        (image) => {
            expect(withDatabase({ image })).toEqual([
                `apps/diary: data.database.image "${image}" has no tag that starts with the PostgreSQL version`,
            ]);
        },
    );

    test.each([
        "postgres:18",
        "registry.example:5000/postgres:18.3-standard-trixie",
        `postgres:18.3@sha256:${"a".repeat(64)}`,
    ])("takes the image %s", (image) => {
        expect(withDatabase({ image })).toEqual([]);
    });

    test("wants an extension after the one it builds on, and each once", () => {
        expect(withDatabase({ extensions: ["vector", "vchord", "cube", "earthdistance"] })).toEqual(
            [],
        );
        expect(withDatabase({ extensions: ["vchord", "vector", "vector"] })).toEqual([
            'apps/diary: data.database.extensions has "vector" twice: remove one',
            'apps/diary: data.database.extensions has "vchord" without "vector" before it: put "vector" first',
        ]);
        expect(withDatabase({ extensions: ["earthdistance"] })).toEqual([
            'apps/diary: data.database.extensions has "earthdistance" without "cube" before it: put "cube" first',
        ]);
    });
});

describe("mounts", () => {
    const withMounts = (mounts: Record<string, string[]>) =>
        checkApp(
            bareApp({
                data: { pages, database },
                workloads: {
                    server: { ...server, mounts: mounts["server"] ?? [] },
                    worker: { ...server, mounts: mounts["worker"] ?? [] },
                },
            }),
        );

    test.each(["nothing", "database", "toString"])("refuses to mount %s", (name) => {
        expect(withMounts({ worker: [name] })).toEqual([
            `apps/diary: workloads.worker.mounts "${name}" names no volume of the app: declare it in data or remove it`,
        ]);
    });

    test("refuses a volume with two owners", () => {
        expect(withMounts({ server: ["pages"], worker: ["pages"] })).toEqual([
            'apps/diary: workloads.worker.mounts "pages" is already mounted by server: a volume has one owner',
        ]);
    });
});

describe("metrics of its own", () => {
    const pageCount = {
        name: "diary_pages",
        title: "Pages",
        unit: "short",
        shows: "level",
    } as const;
    const shown = {
        workload: "server",
        port: 9090,
        path: "/metrics",
        keep: [pageCount],
        series: 1,
    };

    test("are on a port where nobody else comes", () => {
        expect(checkApp(bareApp({ metrics: [shown] }))).toEqual([]);
    });

    test.each([
        [
            { ...shown, workload: "worker" },
            '.workload "worker" names no workload: name one of server',
        ],
        [{ ...shown, keep: [] }, ".keep is empty: name metrics or remove it"],
        [
            { ...shown, port: 80 },
            ".port 80 is one on which server serves others: let it show metrics on a port of their own",
        ],
        [
            { ...shown, keep: [pageCount, { ...pageCount, name: "diary-.*" }] },
            '.keep "diary-.*" is no name of a metric: write it as Prometheus does',
        ],
    ])("%#: %j", (metrics, problem) => {
        expect(checkApp(bareApp({ metrics: [metrics] }))).toEqual([
            `apps/diary: metrics[0]${problem}`,
        ]);
    });
});

describe("options and exemptions", () => {
    test.each([
        [
            {
                options: {
                    days: { type: "number", default: 0, minimum: 1, maximum: 9, describe: "Days" },
                },
            },
            "options.days.default is 0: keep it from 1 to 9",
        ],
        [
            {
                options: {
                    theme: {
                        type: "choice",
                        choices: ["light", "dark"],
                        default: "blue",
                        describe: "Colours",
                    },
                },
            },
            'options.theme.default "blue" is not one of light, dark',
        ],
        [
            {
                podSecurityExemptions: [
                    { when: { option: "stick", is: true }, level: "privileged", reason: "A stick" },
                ],
            },
            'podSecurityExemptions[0].when names no option of the app: "stick"; declare it',
        ],
        [
            {
                options: { stick: { type: "boolean", default: false, describe: "A stick" } },
                podSecurityExemptions: [
                    { when: { option: "stick", is: true }, level: "privileged", reason: " " },
                ],
            },
            "podSecurityExemptions[0].reason is empty: say why",
        ],
    ] as [Partial<AnyApp>, string][])("%#: %j", (changes, problem) => {
        expect(checkApp(bareApp(changes))).toEqual([`apps/diary: ${problem}`]);
    });
});
