import type { AnyApp, Connection } from "../../catalogue/app-spec";
import { checkApp } from "../../catalogue/check-app";
import { bareApp } from "./bare-app";

const pages = {
    kind: "volume",
    title: "Pages",
    classification: "sensitive",
    backup: "high",
    retention: "indefinite",
    size: "1Gi",
} as const;
const database = {
    kind: "postgres",
    title: "Rows",
    classification: "internal",
    retention: "indefinite",
    size: "1Gi",
    image: "ghcr.io/tensorchord/cloudnative-vectorchord:18.3-1.1.1",
} as const;
const note = {
    kind: "derived",
    title: "Notes",
    classification: "internal",
    retention: "indefinite",
} as const;
const server = { podLabels: { app: "diary" }, ports: [80] };

const withData = (data: AnyApp["data"]) => bareApp({ data: { pages, ...data } });
const withConnection = (...connections: Connection[]) =>
    bareApp({ data: { pages, database }, connections });
const outside = (hosts: string[], port = 443): Connection => ({
    from: "server",
    to: { hosts, port, purpose: "news", auth: "none" },
});
const outsideWith = (auth: "apiKey" | "none", credentials?: string): Connection => ({
    from: "server",
    to: {
        hosts: ["api.example.org"],
        port: 443,
        purpose: "news",
        auth,
        ...(credentials !== undefined && { credentials }),
    },
});

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

describe("connections", () => {
    test.each([
        [
            { from: "nobody", to: "server" },
            '.from "nobody" names no workload: name one of edge, server',
        ],
        [
            { from: "database", to: "server" },
            '.from "database" names no workload: name one of edge, server',
        ],
        [
            { from: "server", to: "nowhere" },
            '.to "nowhere" names no workload, postgres or cache of the app: declare it or remove it',
        ],
        [
            { from: "server", to: "pages" },
            '.to "pages" names no workload, postgres or cache of the app: declare it or remove it',
        ],
        [
            { from: "edge", to: "database" },
            '.to "database" does not listen on reach.port 80: name the workload that does',
        ],
        [
            {
                from: "edge",
                to: { hosts: ["a.example"], port: 443, purpose: "none", auth: "none" },
            },
            ".to leads from the gateway out of the app: name a workload",
        ],
        [outside([]), ".to.hosts is empty: name the hosts or remove it"],
        [outside(["a.*.org"]), '.to.hosts has "a.*.org": write a full host name'],
        [outside(["*"]), '.to.hosts has "*": write a full host name'],
        [outside(["10.0.0.1"]), '.to.hosts has "10.0.0.1": write a full host name'],
        [
            outsideWith("apiKey"),
            ".to.auth is apiKey without credentials: name the data entry that holds them",
        ],
        [
            outsideWith("apiKey", "pages"),
            '.to.credentials "pages" names no credentials of the app: declare them',
        ],
        [
            outsideWith("none", "pages"),
            '.to.credentials is "pages", but auth is none: name the method',
        ],
        [
            {
                from: "server",
                to: { devices: "printers", ports: [631, 0], auth: "none", purpose: "printing" },
            },
            ".to.ports has 0: use 1 to 65535",
        ],
        [
            {
                from: "server",
                to: { app: "diary", workload: "server", auth: "none", purpose: "itself" },
            },
            ".to.app is the app itself: name the workload alone",
        ],
        [
            {
                from: "server",
                to: { app: "other", workload: "main", auth: "webhookSecret", purpose: "calls" },
            },
            ".to.auth is webhookSecret without credentials: name the data entry that holds them",
        ],
        [
            {
                from: "server",
                to: {
                    ...{ app: "other", workload: "main", purpose: "calls" },
                    ...{ auth: "apiKey", credentials: "pages" },
                },
            },
            '.to.credentials "pages" names no credentials of the app: declare them',
        ],
        [
            {
                from: "server",
                to: { devices: "printers", ports: [631], auth: "apiKey", purpose: "printing" },
            },
            ".to.auth is apiKey without credentials: name the data entry that holds them",
        ],
        [
            {
                from: "server",
                to: {
                    ...{ devices: "printers", ports: [631], purpose: "printing" },
                    ...{ auth: "apiKey", credentials: "database" },
                },
            },
            '.to.credentials "database" names no credentials of the app: declare them',
        ],
        [outside(["a.example"], 0), ".to.port is 0: use 1 to 65535"],
        [outside(["a.example"], 65536), ".to.port is 65536: use 1 to 65535"],
    ] as [Connection, string][])("%#: %j", (connection, problem) => {
        expect(checkApp(withConnection(connection))).toEqual([
            `apps/diary: connections[0]${problem}`,
        ]);
    });

    test("refuses a workload's port that does not exist", () => {
        expect(
            checkApp(
                bareApp({ workloads: { server: { ...server, ports: [80, 70000], mounts: [] } } }),
            ),
        ).toEqual(["apps/diary: workloads.server.ports has 70000: use 1 to 65535"]);
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
