import type { DatabaseBinding } from "../../catalogue/bindings";
import type { Environment } from "../../catalogue/container";
import type { JobMount, JobStep } from "../../catalogue/scheduled-job";
import { serviceAddress } from "../../catalogue/service-address";
import { cleanFlows, exportFlows, pushFlows } from "../scripts/n8n";
import type { MountValues, WorkloadValues } from "./app";

const image =
    "docker.io/n8nio/n8n:2.35.7@sha256:166d7e3ca384afdffe75394bf00046c299d84a4bf17b19b35d6cf7773af0a147";
export const n8nPort = 5678;
export const n8nUser = 1000;

const databaseCa = "/etc/n8n/database-ca";
/** The only folder whose files workflows may read. */
const readable = "/etc/n8n/files";
/** In memory: what is written here goes with the pod. */
const handedOver = "/run/n8n";
const flowsFolder = "/flows";

/** What n8n's containers are written with. */
export interface N8nParts {
    readonly hostname: string;
    readonly timeZone: string;
    readonly claim: string;
    /** Absent: SQLite in the volume. */
    readonly database?: DatabaseBinding;
    secret(
        this: void,
        name:
            | "encryption"
            | "webhooks"
            | "google"
            | "microsoft"
            | "openai"
            | "slack"
            | "home-assistant"
            | "repository",
    ): string;
    readonly google: boolean;
    readonly microsoft: boolean;
    readonly openai: boolean;
    readonly slack: boolean;
    readonly homeAssistant: boolean;
    readonly flowHost: string;
}

/** The server, with what runs before it: its credentials are handed over. */
export function n8nWorkload(parts: N8nParts): WorkloadValues {
    return {
        image,
        user: n8nUser,
        env: {
            ...environment(parts),
            CREDENTIALS_OVERWRITE_DATA_FILE: `${handedOver}/overwrites.json`,
        },
        ports: { http: n8nPort },
        before: [
            {
                name: "hand-over",
                command: ["node", "/etc/n8n/hand-over.mjs", handedOver],
                env: { ...silent, ...handOver(parts) },
            },
            {
                name: "webhooks",
                // A new instance has no owner before its first start: then the next one does it.
                command: [
                    "sh",
                    "-c",
                    `n8n import:credentials --input=${handedOver}/webhooks.json || echo "The credential for webhooks is not there yet; the next start makes it."`,
                ],
                env: environment(parts),
            },
        ],
        mounts: {
            data: { path: "/home/node/.n8n", claim: parts.claim },
            cache: { path: "/home/node/.cache", scratch: "256Mi" },
            tmp: { path: "/tmp", scratch: "1Gi" },
            "handed-over": { path: handedOver, memory: "1Mi" },
            script: { path: "/etc/n8n/hand-over.mjs", file: "hand-over.mjs" },
            ...(parts.slack && { slack: slackAddress(parts) }),
            ...(parts.database && { authority: authority(parts.database) }),
        },
        probes: {
            startup: { path: "/healthz", port: n8nPort, failures: 60 },
            readiness: { path: "/healthz/readiness", port: n8nPort },
            liveness: { path: "/healthz", port: n8nPort },
        },
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    };
}

/** Exports the flows, then pushes them: the step that knows the database has no way outside of it. */
export function exportSteps(parts: N8nParts): readonly JobStep[] {
    const flows: JobMount = { path: flowsFolder, scratch: "256Mi" };
    const tmp: JobMount = { path: "/tmp", scratch: "512Mi" };
    const resources = { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "1Gi" } };
    const fromRepository = (key: string) => ({ secret: parts.secret("repository"), key });
    return [
        {
            name: "export",
            image,
            command: ["sh", "/etc/n8n/export.sh"],
            env: { ...environment(parts), FLOWS: flowsFolder },
            mounts: {
                data: { path: "/home/node/.n8n", claim: parts.claim },
                cache: { path: "/home/node/.cache", scratch: "256Mi" },
                "export-script": { path: "/etc/n8n/export.sh", text: exportFlows },
                flows,
                tmp,
                ...(parts.database && { authority: authority(parts.database) }),
            },
            resources,
        },
        {
            name: "push",
            image,
            command: ["sh", "/etc/n8n/push.sh"],
            env: {
                ...silent,
                FLOWS: flowsFolder,
                HOST: parts.flowHost,
                REPOSITORY: fromRepository("address"),
                TOKEN: fromRepository("token"),
            },
            mounts: {
                "clean-script": { path: "/etc/n8n/clean.mjs", text: cleanFlows },
                "push-script": { path: "/etc/n8n/push.sh", text: pushFlows },
                flows,
                tmp,
            },
            resources,
        },
    ];
}

/** Nothing is reported, whatever the image is started for. */
const silent = {
    N8N_DIAGNOSTICS_ENABLED: "false",
    N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
} as const;

/** @see https://docs.n8n.io/hosting/configuration/environment-variables/ */
function environment(parts: N8nParts): Environment {
    return {
        TZ: parts.timeZone,
        GENERIC_TIMEZONE: parts.timeZone,
        N8N_ENCRYPTION_KEY: { secret: parts.secret("encryption"), key: "key" },
        N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: "true",
        // Where browsers and callers of webhooks find it, behind the gateway.
        N8N_HOST: parts.hostname,
        N8N_PORT: String(n8nPort),
        N8N_LISTEN_ADDRESS: "0.0.0.0",
        N8N_EDITOR_BASE_URL: `https://${parts.hostname}/`,
        WEBHOOK_URL: `https://${parts.hostname}/`,
        N8N_PROXY_HOPS: "1",
        N8N_SECURE_COOKIE: "true",
        ...silent,
        // Nothing is asked for or shown from outside either.
        N8N_DIAGNOSTICS_CONFIG_FRONTEND: "",
        N8N_DIAGNOSTICS_CONFIG_BACKEND: "",
        N8N_TEMPLATES_ENABLED: "false",
        N8N_DYNAMIC_BANNERS_ENABLED: "false",
        N8N_HIRING_BANNER_ENABLED: "false",
        N8N_PERSONALIZATION_ENABLED: "false",
        N8N_LICENSE_AUTO_RENEW_ENABLED: "false",
        N8N_COMMUNITY_PACKAGES_ENABLED: "false",
        EXTERNAL_FRONTEND_HOOKS_URLS: "",
        // Code in workflows runs in a process of its own, without this environment.
        N8N_RUNNERS_MODE: "internal",
        N8N_PYTHON_ENABLED: "false",
        N8N_BLOCK_ENV_ACCESS_IN_NODE: "true",
        N8N_RESTRICT_FILE_ACCESS_TO: readable,
        EXECUTIONS_DATA_PRUNE: "true",
        EXECUTIONS_DATA_MAX_AGE: "336",
        ...databaseEnvironment(parts.database),
    };
}

function databaseEnvironment(database: DatabaseBinding | undefined): Environment {
    if (database === undefined) {
        return { DB_TYPE: "sqlite", DB_SQLITE_POOL_SIZE: "3" };
    }
    return {
        DB_TYPE: "postgresdb",
        DB_POSTGRESDB_HOST: database.host,
        DB_POSTGRESDB_PORT: String(database.port),
        DB_POSTGRESDB_DATABASE: database.database,
        DB_POSTGRESDB_USER: { secret: database.credentialsSecret, key: "username" },
        DB_POSTGRESDB_PASSWORD: { secret: database.credentialsSecret, key: "password" },
        // Node compares the certificate with the authority and with the host name.
        DB_POSTGRESDB_SSL_ENABLED: "true",
        DB_POSTGRESDB_SSL_CA_FILE: `${databaseCa}/ca.crt`,
        DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED: "true",
    };
}

/** The Secret may hold the authority's private key as well. */
function authority(database: DatabaseBinding) {
    return { path: databaseCa, secret: database.authoritySecret, items: ["ca.crt"] } as const;
}

/** Workflows read it with the node "Read/Write Files from Disk". */
function slackAddress(parts: N8nParts): MountValues {
    return { path: `${readable}/slack`, secret: parts.secret("slack"), items: ["webhook-url"] };
}

/** Credentials for n8n's own types; see `handOverCredentials`. */
function handOver(parts: N8nParts): Environment {
    const from = (secret: Parameters<N8nParts["secret"]>[0], key: string) => ({
        secret: parts.secret(secret),
        key,
    });
    return {
        WEBHOOK_SECRET: from("webhooks", "secret"),
        ...(parts.google && {
            OVERWRITE_googleOAuth2Api_clientId: from("google", "id"),
            OVERWRITE_googleOAuth2Api_clientSecret: from("google", "secret"),
        }),
        ...(parts.microsoft && {
            OVERWRITE_microsoftOAuth2Api_clientId: from("microsoft", "id"),
            OVERWRITE_microsoftOAuth2Api_clientSecret: from("microsoft", "secret"),
        }),
        ...(parts.openai && { OVERWRITE_openAiApi_apiKey: from("openai", "key") }),
        ...(parts.homeAssistant && {
            OVERWRITE_homeAssistantApi_host: serviceAddress("home-assistant", "home-assistant"),
            OVERWRITE_homeAssistantApi_accessToken: from("home-assistant", "token"),
        }),
    };
}
