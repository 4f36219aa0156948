import type { CacheBinding, DatabaseBinding } from "../../catalogue/bindings";
import type { Environment } from "../../catalogue/container";
import type { JobStep } from "../../catalogue/scheduled-job";
import { mailDays, purgeMail, runChores } from "../scripts/inbox-zero";
import type { WorkloadValues } from "./app";
import { postgresImage } from "./postgres";

/** Of the maker's main branch on 2026-07-03, as its own compose file takes it; see docs/decisions/0066. */
const image =
    "ghcr.io/elie222/inbox-zero:ab9fc4f@sha256:3fba3e9c062dcc3fdc696f0337146c94b994de94469629bd8363063ca6378b8b";
/** The maker's own choice where only the provider is named. */
const models = { openai: "gpt-5.4-mini", anthropic: "claude-sonnet-4-6" } as const;
export const serverPort = 3000;
export const gatewayPort = 8079;
export const inboxZeroUser = 1000;

const databaseCa = "/etc/inbox-zero/database-ca";
/** The program, where it may write its own address into its pages. */
const copy = "/srv/inbox-zero";

/** What Inbox Zero's containers are written with. */
export interface InboxZeroParts {
    readonly hostname: string;
    readonly timeZone: string;
    readonly provider: "openai" | "anthropic";
    readonly mail: DatabaseBinding;
    readonly cache: CacheBinding;
    secret(
        this: void,
        name: "keys" | "job-token" | "gateway" | "google" | "model" | "members",
    ): string;
}

/** The server, after its database has the tables that this version wants. */
export function server(parts: InboxZeroParts): WorkloadValues {
    return {
        image,
        user: inboxZeroUser,
        command: [
            "sh",
            "-ec",
            `cd ${copy}; docker/scripts/replace-next-public-placeholders.sh; exec node apps/web/server.js`,
        ],
        env: environment(parts),
        ports: { http: serverPort },
        before: [
            // It writes its address into its built pages, which are read-only in the image.
            { name: "copy", command: ["cp", "-RP", "/app/.", `${copy}/`] },
            {
                name: "migrate",
                command: ["/app/docker/scripts/migrate.sh"],
                env: {
                    CHECKPOINT_DISABLE: "1",
                    DATABASE_PASSWORD: { secret: parts.mail.credentialsSecret, key: "password" },
                    // Prisma's own words for a certificate that is verified in full.
                    DIRECT_URL: databaseUrl(parts.mail, {
                        sslmode: "require",
                        sslaccept: "strict",
                        sslcert: `${databaseCa}/ca.crt`,
                    }),
                    HOME: "/tmp",
                },
            },
        ],
        mounts: {
            copy: { path: copy, scratch: "6Gi" },
            tmp: { path: "/tmp", scratch: "512Mi" },
            // The Secret may hold the authority's private key as well.
            authority: {
                path: databaseCa,
                secret: parts.mail.authoritySecret,
                items: ["ca.crt"],
            },
        },
        probes: {
            startup: { path: "/api/health", port: serverPort, failures: 60 },
            readiness: { path: "/api/health", port: serverPort },
            liveness: { path: "/api/health", port: serverPort },
        },
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    };
}

/**
 * Valkey over HTTP, in the words of Upstash, which is how Inbox Zero speaks to its cache.
 *
 * @see https://github.com/hiett/serverless-redis-http
 */
export function cacheGateway(parts: InboxZeroParts): WorkloadValues {
    return {
        image: "docker.io/hiett/serverless-redis-http:0.0.10@sha256:65128347949bca511e448fd7238780d624573d74c22b79155a7563db19e9b678",
        user: inboxZeroUser,
        env: {
            CACHE_PASSWORD: { secret: parts.cache.credentialsSecret, key: "password" },
            SRH_CONNECTION_STRING: cacheUrl(parts.cache),
            SRH_MODE: "env",
            SRH_PORT: String(gatewayPort),
            SRH_TOKEN: { secret: parts.secret("gateway"), key: "token" },
            // It joins no other nodes of Erlang, and writes what it must below /tmp.
            RELEASE_DISTRIBUTION: "none",
            RELEASE_TMP: "/tmp",
            ERL_CRASH_DUMP: "/dev/null",
            HOME: "/tmp",
        },
        ports: { http: gatewayPort },
        mounts: { tmp: { path: "/tmp", scratch: "64Mi" } },
        probes: {
            readiness: { port: gatewayPort },
            liveness: { port: gatewayPort },
        },
        resources: { requests: { cpu: "10m", memory: "96Mi" }, limits: { memory: "256Mi" } },
    };
}

/** Deletes what came from mail and is older than its time. */
export function purge({ mail }: InboxZeroParts): JobStep {
    return {
        name: "purge",
        image: postgresImage,
        command: ["psql", "--no-psqlrc", "--file=/etc/inbox-zero/purge.sql"],
        env: {
            PGHOST: mail.host,
            PGPORT: String(mail.port),
            PGDATABASE: mail.database,
            PGUSER: { secret: mail.credentialsSecret, key: "username" },
            PGPASSWORD: { secret: mail.credentialsSecret, key: "password" },
            PGSSLMODE: "verify-full",
            PGSSLROOTCERT: `${databaseCa}/ca.crt`,
        },
        mounts: {
            statements: { path: "/etc/inbox-zero/purge.sql", text: purgeMail },
            authority: { path: databaseCa, secret: mail.authoritySecret, items: ["ca.crt"] },
        },
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    };
}

/** Tells the server to do what is due. */
export function chores(parts: InboxZeroParts, paths: readonly string[]): JobStep {
    return {
        name: "ask",
        image,
        command: [
            "node",
            "/etc/inbox-zero/chores.mjs",
            `http://inbox-zero:${serverPort}`,
            ...paths,
        ],
        env: { CRON_SECRET: { secret: parts.secret("job-token"), key: "CRON_SECRET" } },
        mounts: { script: { path: "/etc/inbox-zero/chores.mjs", text: runChores } },
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    };
}

/** @see https://docs.getinboxzero.com/hosting/environment-variables */
function environment(parts: InboxZeroParts): Environment {
    const { mail, provider, secret } = parts;
    const key = (name: string) => ({ secret: secret("keys"), key: name });
    return {
        NODE_ENV: "production",
        TZ: parts.timeZone,
        HOSTNAME: "0.0.0.0",
        PORT: String(serverPort),
        HOME: "/tmp",
        NEXT_PUBLIC_BASE_URL: `https://${parts.hostname}`,
        INTERNAL_API_URL: `http://127.0.0.1:${serverPort}`,
        NEXT_PUBLIC_BYPASS_PREMIUM_CHECKS: "true",
        NEXT_PUBLIC_EMAIL_SEND_ENABLED: "true",
        // No key of PostHog, Sentry, Axiom, Tinybird or Loops is set: none of them is called.
        NEXT_TELEMETRY_DISABLED: "1",
        CHECKPOINT_DISABLE: "1",
        DATABASE_PASSWORD: { secret: mail.credentialsSecret, key: "password" },
        DATABASE_URL: databaseUrl(mail, {
            sslmode: "verify-full",
            sslrootcert: `${databaseCa}/ca.crt`,
        }),
        CACHE_PASSWORD: { secret: parts.cache.credentialsSecret, key: "password" },
        REDIS_URL: cacheUrl(parts.cache),
        UPSTASH_REDIS_URL: `http://inbox-zero-redis-http:${gatewayPort}`,
        UPSTASH_REDIS_TOKEN: { secret: secret("gateway"), key: "token" },
        QUEUE_BACKEND: "internal",
        REASONING_RETENTION_DAYS: String(mailDays),
        AUTH_SECRET: key("AUTH_SECRET"),
        AUTH_ALLOWED_EMAILS: { secret: secret("members"), key: "addresses" },
        EMAIL_ENCRYPT_SECRET: key("EMAIL_ENCRYPT_SECRET"),
        EMAIL_ENCRYPT_SALT: key("EMAIL_ENCRYPT_SALT"),
        INTERNAL_API_KEY: key("INTERNAL_API_KEY"),
        API_KEY_SALT: key("API_KEY_SALT"),
        CRON_SECRET: { secret: secret("job-token"), key: "CRON_SECRET" },
        GOOGLE_CLIENT_ID: { secret: secret("google"), key: "id" },
        GOOGLE_CLIENT_SECRET: { secret: secret("google"), key: "secret" },
        // Google could not call back into the house; see docs/decisions.
        GOOGLE_PUBSUB_TOPIC_NAME: "projects/none/topics/none",
        GOOGLE_PUBSUB_VERIFICATION_TOKEN: key("GOOGLE_PUBSUB_VERIFICATION_TOKEN"),
        DEFAULT_LLMS: `${provider}:${models[provider]}`,
        [provider === "openai" ? "OPENAI_API_KEY" : "ANTHROPIC_API_KEY"]: {
            secret: secret("model"),
            key: "key",
        },
    };
}

/** Kubernetes puts the password in; its variable has to come first, and does by its name. */
function databaseUrl(database: DatabaseBinding, query: Readonly<Record<string, string>>): string {
    const { user, host, port, database: name } = database;
    const settings = new URLSearchParams({ schema: "public", ...query });
    return `postgresql://${user}:$(DATABASE_PASSWORD)@${host}:${port}/${name}?${settings.toString()}`;
}

function cacheUrl({ host, port }: CacheBinding): string {
    return `redis://:$(CACHE_PASSWORD)@${host}:${port}`;
}
