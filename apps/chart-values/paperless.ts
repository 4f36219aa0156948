import type { CacheBinding, DatabaseBinding } from "../../catalogue/bindings";
import type { Environment } from "../../catalogue/container";
import type { JobStep } from "../../catalogue/scheduled-job";
import type { MountValues, WorkloadValues } from "./app";

const image =
    "ghcr.io/paperless-ngx/paperless-ngx:2.20.15@sha256:6c86cad803970ea782683a8e80e7403444c5bf3cf70de63b4d3c8e87500db92f";
export const paperlessPort = 8000;
/** The account `paperless` of the image. */
export const paperlessUser = 1000;

const home = "/usr/src/paperless";
const authority = "/etc/paperless/database-ca";
/** Below the volume's own top folder, which also holds the file system's lost+found. */
const inbox = `${home}/consume/inbox`;
const exported = `${home}/export/documents`;
/** Uploads wait here: the web server puts them where the worker finds them. */
const scratch = "/tmp/paperless";

/** What Paperless' containers are written with. */
export interface PaperlessParts {
    readonly hostname: string;
    readonly timeZone: string;
    readonly ocrLanguage: string;
    readonly claims: {
        readonly documents: string;
        readonly export: string;
        readonly consume: string;
        readonly data: string;
    };
    readonly database: DatabaseBinding;
    readonly queue: CacheBinding;
    /** Secret with the keys `secret-key` and `admin-password`. */
    readonly login: string;
}

/**
 * Web server, consumer, worker and scheduler in one pod: they share the documents, which one node
 * at a time can mount, and the folder of uploads. Each is a container of its own, started as the
 * image's own service scripts do, but without the supervisor, which wants to own `/run`.
 *
 * @see https://github.com/paperless-ngx/paperless-ngx/tree/v2.20.15/docker/rootfs/etc/s6-overlay/s6-rc.d
 */
export function paperlessWorkload(parts: PaperlessParts): WorkloadValues {
    return {
        image,
        user: paperlessUser,
        command: [
            "granian",
            ...["--interface", "asginl", "--ws", "--loop", "uvloop", "paperless.asgi:application"],
        ],
        env: {
            ...environment(parts),
            GRANIAN_HOST: "0.0.0.0",
            GRANIAN_PORT: String(paperlessPort),
            GRANIAN_WORKERS: "1",
        },
        ports: { http: paperlessPort },
        before: preparation(parts),
        beside: backgroundParts,
        mounts: mounts(parts),
        probes: {
            startup: { ...answers, every: 10, failures: 30 },
            readiness: answers,
            liveness: { ...answers, every: 30, failures: 5 },
        },
        resources: { requests: { cpu: "50m", memory: "384Mi" }, limits: { memory: "1Gi" } },
        // A document that is being read is read to its end.
        stopSeconds: 120,
    };
}

/** What works on documents after the web server has taken them in. */
const backgroundParts: NonNullable<WorkloadValues["beside"]> = [
    {
        name: "consumer",
        command: ["python3", "manage.py", "document_consumer"],
        resources: {
            requests: { cpu: "10m", memory: "128Mi" },
            limits: { memory: "512Mi" },
        },
    },
    {
        name: "worker",
        command: [
            "celery",
            ...["--app", "paperless", "worker", "--loglevel", "INFO"],
            ...["--without-mingle", "--without-gossip"],
        ],
        // Asks through the broker, as whoever gives it work does.
        liveness: {
            command: [
                "sh",
                "-c",
                'celery --app paperless inspect ping --destination "celery@$HOSTNAME"',
            ],
            every: 300,
            timeout: 60,
        },
        resources: {
            requests: { cpu: "100m", memory: "512Mi" },
            limits: { memory: "2Gi" },
        },
    },
    {
        name: "scheduler",
        command: ["celery", "--app", "paperless", "beat", "--loglevel", "INFO"],
        resources: {
            requests: { cpu: "10m", memory: "128Mi" },
            limits: { memory: "384Mi" },
        },
    },
];

/** As the image's own health check asks; the pod's address is no host that Paperless serves. */
const answers = {
    command: ["curl", "-fsSL", "--max-time", "4", "-o", "/dev/null", "http://localhost:8000"],
};

/** What the image does before its services: folders, tables, the first user, the search index. */
function preparation(parts: PaperlessParts): WorkloadValues["before"] {
    const env = environment(parts);
    return [
        {
            name: "folders",
            command: [
                "mkdir",
                "-p",
                ...["data/index", "data/log", "media/documents/originals"].map(below),
                ...["media/documents/thumbnails", "media/documents/archive"].map(below),
                ...[inbox, exported, scratch],
            ],
        },
        {
            name: "migrations",
            command: ["python3", "manage.py", "migrate", "--skip-checks", "--no-input"],
            env,
        },
        {
            name: "first-user",
            command: ["python3", "manage.py", "manage_superuser"],
            env: {
                ...env,
                PAPERLESS_ADMIN_PASSWORD: { secret: parts.login, key: "admin-password" },
            },
        },
        {
            name: "search-index",
            // The version of this release's index; the image compares it in the same way.
            command: [
                "sh",
                "-c",
                `[ "$(cat ${home}/data/.index_version 2>/dev/null)" = 9 ] || { python3 manage.py document_index reindex --no-progress-bar && echo 9 > ${home}/data/.index_version; }`,
            ],
            env,
        },
    ];
}

/** Every document with all that is known about it, in a form that `document_importer` reads. */
export function exportSteps(parts: PaperlessParts): readonly JobStep[] {
    return [
        {
            name: "export",
            image,
            command: [
                "python3",
                "manage.py",
                "document_exporter",
                exported,
                ...["--compare-checksums", "--delete", "--use-folder-prefix", "--no-progress-bar"],
            ],
            env: environment(parts),
            mounts: mounts(parts),
            resources: {
                requests: { cpu: "100m", memory: "384Mi" },
                limits: { memory: "2Gi" },
            },
        },
    ];
}

function below(path: string): string {
    return `${home}/${path}`;
}

/** @see https://docs.paperless-ngx.com/configuration/ */
function environment(parts: PaperlessParts): Environment {
    const { database, queue, login, hostname } = parts;
    return {
        PAPERLESS_URL: `https://${hostname}`,
        PAPERLESS_ALLOWED_HOSTS: hostname,
        PAPERLESS_PROXY_SSL_HEADER: '["HTTP_X_FORWARDED_PROTO", "https"]',
        PAPERLESS_TIME_ZONE: parts.timeZone,
        PAPERLESS_SECRET_KEY: { secret: login, key: "secret-key" },
        PAPERLESS_DBHOST: database.host,
        PAPERLESS_DBPORT: String(database.port),
        PAPERLESS_DBNAME: database.database,
        PAPERLESS_DBUSER: { secret: database.credentialsSecret, key: "username" },
        PAPERLESS_DBPASS: { secret: database.credentialsSecret, key: "password" },
        PAPERLESS_DBSSLMODE: "verify-full",
        PAPERLESS_DBSSLROOTCERT: `${authority}/ca.crt`,
        QUEUE_PASSWORD: { secret: queue.credentialsSecret, key: "password" },
        PAPERLESS_REDIS: `redis://:$(QUEUE_PASSWORD)@${queue.host}:${queue.port}`,
        PAPERLESS_OCR_LANGUAGE: parts.ocrLanguage,
        PAPERLESS_CONSUMPTION_DIR: inbox,
        PAPERLESS_CONSUMER_RECURSIVE: "true",
        // A document that is there already is refused; its second file goes too.
        PAPERLESS_CONSUMER_DELETE_DUPLICATES: "true",
        PAPERLESS_SCRATCH_DIR: scratch,
        PAPERLESS_TASK_WORKERS: "1",
        PAPERLESS_THREADS_PER_WORKER: "2",
        PAPERLESS_ENABLE_UPDATE_CHECK: "false",
        XDG_CACHE_HOME: "/tmp/cache",
    };
}

function mounts({ claims, database }: PaperlessParts) {
    return {
        documents: { path: `${home}/media`, claim: claims.documents },
        export: { path: `${home}/export`, claim: claims.export },
        consume: { path: `${home}/consume`, claim: claims.consume },
        data: { path: `${home}/data`, claim: claims.data },
        authority: { path: authority, secret: database.authoritySecret, items: ["ca.crt"] },
        tmp: { path: "/tmp", scratch: "4Gi" },
    } satisfies Record<string, MountValues>;
}
