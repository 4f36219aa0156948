import { type AnyApp, defineApp } from "../../catalogue/app-spec";
import { homelabSchema } from "../../config/schema";
import { secretKeys } from "../../config/secrets";

const common = {
    purpose: "Stands for an app",
    podSecurity: "restricted",
    icon: "si:app",
    chart: { chart: "oci://registry.example.org/charts/sample", version: "1.0.0" },
    values: () => ({}),
    workloads: {},
    connections: [],
} as const;

const indefinite = { retention: "indefinite" } as const;

/** Sized data of every kind, both a confidential and a disposable volume, every type of option. */
const album = defineApp({
    ...common,
    name: "album",
    title: "Album",
    reach: { audience: "external", host: "photos", service: "album", port: 80 },
    data: {
        photos: {
            ...indefinite,
            kind: "volume",
            title: "Photos",
            classification: "sensitive",
            backup: "critical",
            size: "100Gi",
        },
        database: {
            ...indefinite,
            kind: "postgres",
            title: "Database",
            classification: "sensitive",
            backup: "critical",
            size: "10Gi",
            image: "registry.example.org/postgres:18",
        },
        queue: {
            ...indefinite,
            kind: "cache",
            title: "Queue",
            classification: "internal",
            size: "1Gi",
        },
        mail: {
            ...indefinite,
            kind: "secret",
            title: "Mail account",
            classification: "credentials",
            backup: "high",
            keys: {
                password: { config: "albumMailPassword" },
                session: { generate: { length: 32 } },
            },
        },
    },
    podSecurityExemptions: [
        {
            when: { option: "map", is: true },
            level: "privileged",
            reason: "Stands for an option that uses a device.",
            device: "graphics",
        },
    ],
    options: {
        map: { type: "boolean", default: false, describe: "Show a map." },
        workers: {
            type: "number",
            default: 2,
            minimum: 1,
            maximum: 8,
            describe: "Jobs at a time.",
        },
        theme: {
            type: "choice",
            choices: ["light", "dark"],
            default: "dark",
            describe: "Colours.",
        },
    },
});

/** No storage and nothing to choose. */
const start = defineApp({
    ...common,
    name: "start",
    title: "Start page",
    reach: { audience: "internal", host: "start", service: "start", port: 80 },
    data: {},
    options: {},
});

const shelves = Array.from({ length: 22 }, (_, index) => [
    `shelf-${index}`,
    {
        ...indefinite,
        kind: "volume",
        title: `Shelf ${index}`,
        classification: "internal",
        size: "1Gi",
    } as const,
]);

/** With the album's three one volume more than a node takes. */
const library = defineApp({
    ...common,
    name: "library",
    title: "Library",
    reach: { audience: "internal", host: "books", service: "library", port: 80 },
    data: Object.fromEntries(shelves) as Record<string, never>,
    options: {},
    workloads: { main: { podLabels: {}, ports: [], mounts: ["shelf-0", "shelf-1"] } },
});

/** Apps made for tests, so that they do not change when the homelab's apps do. */
export const sampleApps: readonly AnyApp[] = [album, start, library];

/** Every key below `homelab:`, as messages list them. */
export const knownKeys = [
    ...Object.keys(homelabSchema(sampleApps).shape),
    ...secretKeys(sampleApps).map(({ key }) => key),
].join(", ");
