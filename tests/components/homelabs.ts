import { apps } from "../../apps";
import type { AnyApp } from "../../catalogue/app-spec";
import { effectiveApp } from "../../catalogue/effective-app";
import { readHomelab } from "../../config/read";
import type { HomelabConfig } from "../../config/schema";
import { bareApp } from "../catalogue/bare-app";
import { record, type Recorded } from "../support/record";
import { recordShipped, sampleSecrets, shippedConfig } from "../support/shipped-program";
import { diaryJobs } from "./diary-jobs";

/** A homelab as the program registers it, beside what it was asked for. */
export interface Built {
    readonly recorded: readonly Recorded[];
    readonly config: HomelabConfig;
    /** The apps that are on, as their options make them. */
    readonly running: readonly AnyApp[];
}

const precious = { classification: "sensitive", backup: "high", retention: "indefinite" } as const;
const trifling = { classification: "internal", retention: "transient" } as const;

/** Uses every kind of data and every kind of connection. */
const diary = bareApp({
    data: {
        pages: { kind: "volume", title: "Pages", ...precious, size: "3Gi" },
        drafts: { kind: "volume", title: "Drafts", ...trifling, backup: "low", size: "1Gi" },
        letters: { kind: "volume", title: "Letters", ...trifling, backup: "medium", size: "2Gi" },
        attic: { kind: "volume", title: "Attic", ...precious, backup: "none", size: "4Gi" },
        index: {
            kind: "postgres",
            title: "Index",
            ...precious,
            size: "5Gi",
            image: "example.org/postgres:18.1",
        },
        jobs: { kind: "cache", title: "Jobs", ...trifling, size: "1Gi" },
        login: {
            kind: "secret",
            title: "Login",
            classification: "credentials",
            backup: "medium",
            retention: "indefinite",
            keys: { SESSION_KEY: { generate: { length: 32 } }, TOKEN: { config: "diaryToken" } },
        },
        absent: {
            kind: "volume",
            title: "Not chosen",
            ...trifling,
            size: "1Gi",
            when: { option: "more", is: true },
        },
    },
    options: { more: { type: "boolean", default: false, describe: "More of it" } },
    workloads: { server: { podLabels: { app: "diary" }, ports: [80, 81], mounts: ["pages"] } },
    jobs: diaryJobs,
    metrics: [
        {
            workload: "server",
            port: 9090,
            path: "/stats",
            keep: [{ name: "diary_pages", title: "Pages", unit: "short", shows: "level" }],
            series: 1,
        },
    ],
    connections: [
        { from: "edge", to: "server" },
        { from: "server", to: "index" },
        { from: "server", to: "jobs" },
        { from: "tidy", to: "index" },
        {
            from: "tidy",
            to: { app: "archive", workload: "store", auth: "none", purpose: "Old pages" },
        },
        {
            from: "tidy",
            to: { hosts: ["attic.example.org"], port: 443, auth: "none", purpose: "Old pages" },
        },
        {
            from: "server",
            to: { app: "archive", workload: "store", auth: "none", purpose: "Old pages" },
        },
        {
            from: "server",
            to: { app: "nobody", workload: "store", auth: "none", purpose: "An app that is off" },
        },
        {
            from: "server",
            to: { devices: "printers", ports: [631], auth: "none", purpose: "Printing" },
        },
        {
            from: "server",
            to: { devices: "speakers", ports: [], protocol: "UDP", auth: "none", purpose: "Sound" },
        },
        {
            from: "server",
            to: {
                hosts: ["*.example.net", "api.example.org"],
                port: 8443,
                auth: "apiKey",
                credentials: "login",
                purpose: "Weather",
            },
        },
    ],
});

const archive = bareApp({
    name: "archive",
    title: "Archive",
    data: {},
    workloads: { store: { podLabels: { app: "archive", role: "store" }, ports: [9000, 9001] } },
    connections: [{ from: "edge", to: "store" }],
    reach: { audience: "external", host: "old", service: "archive", port: 9000 },
});

/** The stack that is shipped. */
export function shippedHomelab(): Promise<Built> {
    return build(apps, {});
}

/** A made-up one, whose apps use all there is. */
export function fullHomelab(): Promise<Built> {
    const network = JSON.parse(shippedConfig()["homelab:network"] ?? "{}") as object;
    const devices = {
        printers: ["192.168.10.5/32"],
        speakers: ["192.168.10.6/32", "192.168.10.7/32"],
    };
    return build([diary, archive], {
        "homelab:apps": JSON.stringify({
            diary: { enabled: true, host: "tagebuch", sizes: { pages: "7Gi", index: "9Gi" } },
            archive: { enabled: true },
        }),
        "homelab:network": JSON.stringify({ ...network, devices }),
    });
}

async function build(list: readonly AnyApp[], changes: Record<string, string>): Promise<Built> {
    const plain = { ...shippedConfig(), ...changes };
    const secrets = Object.entries(sampleSecrets(plain, list)).map(
        ([key, value]) => [`homelab:${key}`, value] as const,
    );
    const config = { ...plain, ...Object.fromEntries(secrets) };
    const secretKeys = secrets.map(([key]) => key);
    const recorded = await recordShipped({ with: list, config, secretKeys });
    let read: HomelabConfig | undefined;
    await record(
        () => {
            read = readHomelab(list).config;
        },
        { config, secretKeys },
    );
    if (read === undefined) {
        throw new Error("the configuration was not read");
    }
    const { apps: chosen } = read;
    const running = list
        .filter(({ name }) => chosen[name]?.enabled)
        .map((app) => effectiveApp(app, chosen[app.name]?.options ?? {}));
    return { recorded, config: read, running };
}
