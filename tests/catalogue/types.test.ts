import { type Complaint, compileSnippets } from "./compile-snippets";

/** An app's file with parts exchanged; `data`, `options` and `values` are source text. */
function appFile({ data = "", options = "", values = "({})", rest = "" }): string {
    return `
import { defineApp } from "./catalogue/app-spec";
export const app = defineApp({
    name: "diary",
    title: "Diary",
    purpose: "Keeps a diary",
    reach: { audience: "internal", host: "diary", service: "diary", port: 80 },
    podSecurity: "restricted",
    icon: "si:app",
    data: {
        pages: {
            kind: "volume",
            title: "Pages",
            classification: "sensitive",
            backup: "high",
            retention: "indefinite",
            size: "1Gi",
        },
        rows: {
            kind: "postgres",
            title: "Rows",
            classification: "internal",
            retention: "30 days",
            size: "1Gi",
            image: "postgres:18",
        },
        jobs: {
            kind: "cache",
            title: "Jobs",
            classification: "internal",
            retention: "transient",
            size: "512Mi",
        },
        keys: {
            kind: "secret",
            title: "Keys",
            classification: "credentials",
            backup: "high",
            retention: "indefinite",
            keys: { session: { generate: { length: 32 } } },
        },
        ${data}
    },
    options: {
        dark: { type: "boolean", default: false, describe: "Dark pages" },
        paper: { type: "choice", choices: ["lined", "blank"], default: "lined", describe: "Paper" },
        ${options}
    },
    chart: { chart: "oci://charts.example/diary", version: "1.0.0" },
    values: (bindings) => ${values},
    workloads: { server: { podLabels: { app: "diary" }, ports: [80], mounts: ["pages"] } },
    connections: [{ from: "edge", to: "server" }],
    ${rest}
});
`;
}

/** A further entry of kind volume, one property to a line. */
const volume = (...lines: string[]) =>
    appFile({
        data: ['more: { kind: "volume", title: "More",', ...lines, "},"].join("\n"),
    });

const sensitive = 'classification: "sensitive",';
const internal = 'classification: "internal",';
const kept = 'retention: "indefinite",';
const sized = 'size: "1Gi",';

const refused: Record<string, { source: string; complaints: Complaint[] }> = {
    "sensitive data without a backup decision": {
        source: volume(sensitive, kept, sized),
        complaints: [{ code: 2322, line: 'more: { kind: "volume", title: "More",' }],
    },
    "a size without a unit": {
        source: volume(internal, kept, 'size: "10",'),
        complaints: [{ code: 2322, line: 'size: "10",' }],
    },
    "a size in decimal units": {
        source: volume(internal, kept, 'size: "10GB",'),
        complaints: [{ code: 2322, line: 'size: "10GB",' }],
    },
    "a volume without a size": {
        source: volume(internal, kept),
        complaints: [{ code: 2322, line: 'more: { kind: "volume", title: "More",' }],
    },
    "a class that does not exist": {
        source: volume('classification: "secret",', kept, sized),
        complaints: [{ code: 2322, line: 'classification: "secret",' }],
    },
    "a retention that does not exist": {
        source: volume(internal, 'retention: "forever",', sized),
        complaints: [{ code: 2322, line: 'retention: "forever",' }],
    },
    "a backup priority that does not exist": {
        source: volume(sensitive, 'backup: "urgent",', kept, sized),
        complaints: [{ code: 2322, line: 'backup: "urgent",' }],
    },
    "derived data that lies nowhere": {
        source: appFile({
            data: `more: { kind: "derived", title: "More", ${internal} ${kept} },`,
        }),
        complaints: [
            { code: 2322, line: `more: { kind: "derived", title: "More", ${internal} ${kept} },` },
        ],
    },
    "credentials that are classified as something less": {
        source: appFile({
            data: `more: { kind: "secret", title: "More", backup: "low", keys: {}, ${kept} ${internal} },`,
        }),
        complaints: [
            {
                code: 2322,
                line: `more: { kind: "secret", title: "More", backup: "low", keys: {}, ${kept} ${internal} },`,
            },
        ],
    },
    "a claim of a database": {
        source: appFile({ values: '({ claim: bindings.claim("rows") })' }),
        complaints: [
            { code: 2345, line: 'values: (bindings) => ({ claim: bindings.claim("rows") }),' },
        ],
    },
    "a claim of nothing": {
        source: appFile({ values: '({ claim: bindings.claim("nothing") })' }),
        complaints: [
            { code: 2345, line: 'values: (bindings) => ({ claim: bindings.claim("nothing") }),' },
        ],
    },
    "a database of a volume": {
        source: appFile({ values: '({ db: bindings.database("pages") })' }),
        complaints: [
            { code: 2345, line: 'values: (bindings) => ({ db: bindings.database("pages") }),' },
        ],
    },
    "a cache of a database": {
        source: appFile({ values: '({ cache: bindings.cache("rows") })' }),
        complaints: [
            { code: 2345, line: 'values: (bindings) => ({ cache: bindings.cache("rows") }),' },
        ],
    },
    "a secret of a volume": {
        source: appFile({ values: '({ secret: bindings.secret("pages") })' }),
        complaints: [
            { code: 2345, line: 'values: (bindings) => ({ secret: bindings.secret("pages") }),' },
        ],
    },
    "an option the app does not have": {
        source: appFile({ values: "({ light: bindings.options.light })" }),
        complaints: [
            { code: 2339, line: "values: (bindings) => ({ light: bindings.options.light })," },
        ],
    },
    "a choice an option does not have": {
        source: appFile({ values: '({ paper: bindings.options.paper === "squared" })' }),
        complaints: [
            {
                code: 2367,
                line: 'values: (bindings) => ({ paper: bindings.options.paper === "squared" }),',
            },
        ],
    },
    "an option of an unknown type": {
        source: appFile({ options: 'size: { type: "text", default: "a", describe: "Size" },' }),
        complaints: [
            { code: 2322, line: 'size: { type: "text", default: "a", describe: "Size" },' },
        ],
    },
    "a field of an app that does not exist": {
        source: appFile({ rest: "replicas: 2," }),
        complaints: [{ code: 2353, line: "replicas: 2," }],
    },
};

const accepted: Record<string, string> = {
    "an app that uses all it has": appFile({
        values: `({
            claim: bindings.claim("pages"),
            host: bindings.database("rows").host,
            port: bindings.cache("jobs").port,
            secret: bindings.secret("keys"),
            dark: bindings.options.dark === true,
            paper: bindings.options.paper === "blank",
        })`,
    }),
    "public data without a backup decision": volume('classification: "public",', kept, sized),
    "sensitive data that is decided not to be backed up": volume(
        sensitive,
        'backup: "none",',
        kept,
        sized,
    ),
};

const results = compileSnippets({
    ...accepted,
    ...Object.fromEntries(Object.entries(refused).map(([name, { source }]) => [name, source])),
});

test.each(Object.keys(accepted))("compiles: %s", (name) => {
    expect(results[name]).toEqual([]);
});

test.each(Object.entries(refused))("does not compile: %s", (name, { complaints }) => {
    expect(results[name]).toEqual(complaints);
});
