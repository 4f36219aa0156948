import type { Bindings } from "../catalogue/bindings";
import { defineApp } from "../catalogue/app-spec";
import { scheduleOf } from "../catalogue/backup/schedules";
import { appChart, type AppChartValues, podsOf } from "./chart-values/app";
import {
    cacheGateway,
    chores,
    type InboxZeroParts,
    inboxZeroUser,
    purge,
    server,
    serverPort,
    gatewayPort,
} from "./chart-values/inbox-zero";
import { postgresImage } from "./chart-values/postgres";

const google = [
    "accounts.google.com",
    "oauth2.googleapis.com",
    "openidconnect.googleapis.com",
    "www.googleapis.com",
    "gmail.googleapis.com",
    "people.googleapis.com",
];
const model = {
    port: 443,
    auth: "apiKey",
    credentials: "model",
    purpose: "Language model",
} as const;

const credentials = {
    kind: "secret",
    classification: "credentials",
    backup: "medium",
    retention: "indefinite",
} as const;

const data = {
    // Metadata and texts of mail, and what was decided about it; purged by a job.
    mail: {
        kind: "postgres",
        title: "E-mail metadata",
        classification: "sensitive",
        backup: "low",
        retention: "30 days",
        personal: true,
        size: "5Gi",
        image: postgresImage,
        extensions: ["pg_stat_statements"],
        preloadLibraries: ["pg_stat_statements"],
    },
    cache: {
        kind: "cache",
        title: "Mail in the works",
        classification: "sensitive",
        backup: "none",
        retention: "transient",
        personal: true,
        size: "1Gi",
    },
    keys: {
        ...credentials,
        title: "Keys that encrypt tokens in the database and sign sessions",
        keys: {
            AUTH_SECRET: { generate: { length: 48 } },
            EMAIL_ENCRYPT_SECRET: { generate: { length: 48 } },
            EMAIL_ENCRYPT_SALT: { generate: { length: 32 } },
            INTERNAL_API_KEY: { generate: { length: 48 } },
            API_KEY_SALT: { generate: { length: 32 } },
            GOOGLE_PUBSUB_VERIFICATION_TOKEN: { generate: { length: 48 } },
        },
    },
    "job-token": {
        ...credentials,
        title: "Token of the jobs that tell it to work",
        keys: { CRON_SECRET: { generate: { length: 48 } } },
    },
    gateway: {
        ...credentials,
        title: "Token for the cache over HTTP",
        keys: { token: { generate: { length: 48 } } },
    },
    google: {
        ...credentials,
        title: "OAuth client at Google",
        keys: {
            id: {
                config: "inboxZeroGoogleClientId",
                make: "Make an OAuth client for web pages in the Google Cloud console, with the redirect address https://<mail>/api/auth/callback/google",
            },
            secret: {
                config: "inboxZeroGoogleClientSecret",
                make: "Google shows it with the OAuth client",
            },
        },
    },
    model: {
        ...credentials,
        title: "API key of the language model",
        keys: {
            key: {
                config: "inboxZeroModelKey",
                make: "Make a restricted key at the provider that the option model names",
            },
        },
    },
    members: {
        ...credentials,
        title: "Who may sign in",
        keys: {
            addresses: {
                config: "inboxZeroMembers",
                make: "Write the mail addresses of the household, with commas between them",
            },
        },
    },
} as const;

const options = {
    model: {
        type: "choice",
        choices: ["openai", "anthropic"],
        default: "openai",
        describe: "Provider of the language model that reads mail",
    },
} as const;

type InboxZeroBindings = Bindings<typeof data, typeof options>;

/** Assistant for the household's mail. What it keeps of mail goes after thirty days. */
export const inboxZero = defineApp({
    name: "inbox-zero",
    title: "Inbox Zero",
    purpose: "Sorts mail and drafts replies",
    reach: { audience: "internal", host: "mail", service: "inbox-zero", port: serverPort },
    podSecurity: "restricted",
    icon: "si:gmail",

    data,
    options,
    chart: appChart,
    values: (bindings): AppChartValues => ({
        workloads: {
            main: server(parts(bindings)),
            "redis-http": cacheGateway(parts(bindings)),
        },
    }),

    workloads: {
        main: { podLabels: podsOf("inbox-zero"), ports: [serverPort] },
        "redis-http": { podLabels: podsOf("inbox-zero", "redis-http"), ports: [gatewayPort] },
    },
    jobs: {
        purge: {
            purpose: "Deletes what came from mail thirty days ago",
            // Before the night's backups, so that they hold nothing older either.
            schedule: scheduleOf("export", "daily", "inbox-zero"),
            user: inboxZeroUser,
            steps: (bindings) => [purge(parts(bindings))],
            timeoutSeconds: 1800,
        },
        chores: {
            purpose: "Delayed actions and reminders",
            schedule: "*/15 * * * *",
            user: inboxZeroUser,
            steps: (bindings) => [
                chores(parts(bindings), [
                    "/api/cron/scheduled-actions",
                    "/api/follow-up-reminders",
                ]),
            ],
            timeoutSeconds: 840,
        },
        tidy: {
            purpose: "Unused drafts, and reasons of decisions about mail",
            schedule: scheduleOf("SQLite online backup", "daily", "inbox-zero"),
            user: inboxZeroUser,
            steps: (bindings) => [
                chores(parts(bindings), [
                    "/api/cron/draft-cleanup",
                    "/api/cron/reasoning-retention",
                ]),
            ],
            timeoutSeconds: 1800,
        },
    },
    connections: [
        { from: "edge", to: "main" },
        { from: "main", to: "mail" },
        { from: "main", to: "cache" },
        { from: "main", to: "redis-http" },
        { from: "redis-http", to: "cache" },
        { from: "purge", to: "mail" },
        { from: "chores", to: "main" },
        { from: "tidy", to: "main" },
        {
            from: "main",
            to: {
                hosts: google,
                port: 443,
                auth: "oauth2",
                credentials: "google",
                purpose: "Gmail, and who signs in",
            },
        },
        {
            from: "main",
            when: { option: "model", is: "openai" },
            to: { hosts: ["api.openai.com"], ...model },
        },
        {
            from: "main",
            when: { option: "model", is: "anthropic" },
            to: { hosts: ["api.anthropic.com"], ...model },
        },
    ],
});

/** What the containers are written with. */
function parts({
    hostname,
    timeZone,
    options: { model: provider },
    ...names
}: InboxZeroBindings): InboxZeroParts {
    return {
        hostname,
        timeZone,
        provider,
        secret: names.secret,
        mail: names.database("mail"),
        cache: names.cache("cache"),
    };
}
