import type { Bindings } from "../catalogue/bindings";
import { defineApp } from "../catalogue/app-spec";
import { scheduleOf } from "../catalogue/backup/schedules";
import { appChart, type AppChartValues, podsOf } from "./chart-values/app";
import {
    exportSteps,
    type PaperlessParts,
    paperlessPort,
    paperlessUser,
    paperlessWorkload,
} from "./chart-values/paperless";
import { postgresImage } from "./chart-values/postgres";

const confidential = {
    classification: "sensitive",
    personal: true,
    retention: "indefinite",
} as const;

const data = {
    documents: {
        ...confidential,
        kind: "volume",
        title: "Scanned documents",
        backup: "critical",
        size: "50Gi",
    },
    database: {
        ...confidential,
        kind: "postgres",
        title: "Document metadata and full text",
        backup: "critical",
        size: "5Gi",
        image: postgresImage,
        extensions: ["pg_stat_statements"],
        preloadLibraries: ["pg_stat_statements"],
    },
    export: {
        ...confidential,
        kind: "volume",
        title: "Room for the nightly export",
        backup: "high",
        size: "60Gi",
    },
    "document-export": {
        ...confidential,
        kind: "derived",
        title: "Nightly export of all documents with their metadata",
        backup: "high",
        storedIn: "export",
        copyOf: "documents",
        madeBy: "document-exporter",
    },
    consume: {
        ...confidential,
        kind: "volume",
        title: "Files that wait to be taken in",
        backup: "low",
        retention: "transient",
        size: "5Gi",
    },
    data: {
        ...confidential,
        kind: "volume",
        title: "Search index, learned matching and logs, all made again when lost",
        backup: "low",
        size: "5Gi",
    },
    queue: {
        kind: "cache",
        title: "Waiting background jobs of Paperless",
        classification: "internal",
        retention: "transient",
        size: "1Gi",
    },
    login: {
        kind: "secret",
        title: "First password of Paperless' user admin, and the key that signs its sessions",
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
        keys: {
            "secret-key": { generate: { length: 64 } },
            "admin-password": { generate: { length: 32 } },
        },
    },
} as const;

const options = {
    ocrLanguage: {
        type: "choice",
        // What the image brings; it could only add more as root.
        choices: [
            ...["eng", "deu", "fra", "ita", "spa"],
            ...["deu+eng", "fra+eng", "ita+eng", "spa+eng"],
        ],
        default: "eng",
        describe: "Languages that scanned text is read in, as Tesseract names them",
    },
} as const;

/** Documents: scanned, read, searchable. The original files lie in a volume, the rest in PostgreSQL. */
export const paperless = defineApp({
    name: "paperless",
    title: "Paperless",
    purpose: "Documents of the household, with search in their text",
    reach: { audience: "external", host: "docs", service: "paperless", port: paperlessPort },
    podSecurity: "restricted",
    icon: "di:paperless-ngx",

    data,
    options,
    chart: appChart,
    values: (bindings): AppChartValues => ({
        workloads: { main: paperlessWorkload(parts(bindings)) },
    }),

    workloads: {
        main: {
            podLabels: podsOf("paperless"),
            ports: [paperlessPort],
            mounts: ["documents", "export", "consume", "data"],
        },
    },
    jobs: {
        "document-exporter": {
            purpose: "All documents and their metadata, in a form that any Paperless reads",
            schedule: scheduleOf("export", "daily", "paperless"),
            user: paperlessUser,
            mounts: ["documents", "export", "consume", "data"],
            steps: (bindings) => exportSteps(parts(bindings)),
            timeoutSeconds: 2 * 3600,
        },
    },
    connections: [
        { from: "edge", to: "main" },
        { from: "main", to: "database" },
        { from: "main", to: "queue" },
        { from: "document-exporter", to: "database" },
        { from: "document-exporter", to: "queue" },
    ],
});

/** What the containers are written with. */
function parts(bindings: Bindings<typeof data, typeof options>): PaperlessParts {
    const { hostname, timeZone, claim, database, cache, secret } = bindings;
    return {
        hostname,
        timeZone,
        ocrLanguage: bindings.options.ocrLanguage,
        claims: {
            documents: claim("documents"),
            export: claim("export"),
            consume: claim("consume"),
            data: claim("data"),
        },
        database: database("database"),
        queue: cache("queue"),
        login: secret("login"),
    };
}
