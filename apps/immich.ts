import { type CacheBinding, type DatabaseBinding, defineApp } from "../catalogue/app-spec";
import { restrictedContainer, restrictedPod, secretKey } from "./chart-values/common-library";
import type { ImmichChartValues } from "./chart-values/immich";

const databaseCa = "/etc/immich/database-ca";

/** Made by Immich from the photos and the database, and made again when lost. */
const computed = {
    kind: "derived",
    classification: "sensitive",
    backup: "none",
    retention: "indefinite",
    personal: true,
} as const;

/** Photo and video library: original files in a volume, everything known about them in PostgreSQL. */
export const immich = defineApp({
    name: "immich",
    title: "Immich",
    purpose: "Photos and videos of the household, with search by content and by face",
    reach: { audience: "external", host: "photos", service: "immich-server", port: 2283 },
    podSecurity: "restricted",
    icon: "di:immich",

    data: {
        photos: {
            kind: "volume",
            title: "Original photos and videos",
            classification: "sensitive",
            backup: "critical",
            retention: "indefinite",
            personal: true,
            size: "500Gi",
        },
        database: {
            kind: "postgres",
            title: "Albums, people, places and metadata of the photos",
            classification: "sensitive",
            backup: "critical",
            retention: "indefinite",
            personal: true,
            size: "10Gi",
            // Immich 2.6 accepts PostgreSQL 14 to 18 and VectorChord from 0.3 to below 2.
            image: "ghcr.io/tensorchord/cloudnative-vectorchord:18.3-1.1.1",
            extensions: [
                "vector",
                "vchord",
                "cube",
                "earthdistance",
                "pg_trgm",
                "unaccent",
                "uuid-ossp",
                "pg_stat_statements",
            ],
            preloadLibraries: ["vchord.so", "pg_stat_statements"],
        },
        queue: {
            kind: "cache",
            title: "Waiting background jobs",
            classification: "internal",
            retention: "transient",
            size: "1Gi",
        },
        models: {
            kind: "volume",
            title: "Published recognition models",
            classification: "internal",
            retention: "until cleanup",
            size: "10Gi",
        },
        thumbnails: { ...computed, title: "Thumbnails and previews", storedIn: "photos" },
        "encoded-video": { ...computed, title: "Videos encoded for playback", storedIn: "photos" },
        // Immich keeps the newest 14 of its nightly dumps.
        "database-dumps": {
            ...computed,
            retention: "14 days",
            title: "Nightly dumps of the database",
            storedIn: "photos",
            copyOf: "database",
        },
        embeddings: { ...computed, title: "Image and face embeddings", storedIn: "database" },
        "search-index": {
            ...computed,
            title: "Vector and text search indexes",
            storedIn: "database",
        },
    },

    options: {
        map: {
            type: "boolean",
            default: false,
            describe: "Show photos on a map, whose tiles browsers load from tiles.immich.cloud",
        },
    },

    chart: { chart: "oci://ghcr.io/immich-app/immich-charts/immich", version: "0.12.0" },

    values: ({ hostname, options, claim, database, cache }): ImmichChartValues => ({
        defaultPodOptions: restrictedPod(1000),
        controllers: {
            main: {
                // A ReadWriteOnce volume cannot be attached to the old and the new pod at once.
                strategy: "Recreate",
                containers: {
                    main: {
                        image: { tag: "v2.6.3" },
                        securityContext: restrictedContainer,
                        // The chart gives these two to both components.
                        env: {
                            REDIS_HOSTNAME: cache("queue").host,
                            IMMICH_MACHINE_LEARNING_URL: "http://immich-machine-learning:3003",
                        },
                    },
                },
            },
        },
        persistence: { tmp: { type: "emptyDir", sizeLimit: "1Gi" } },
        immich: {
            persistence: { library: { existingClaim: claim("photos") } },
            configuration: {
                newVersionCheck: { enabled: false },
                map: { enabled: options.map },
                server: { externalDomain: `https://${hostname}` },
            },
        },
        valkey: { enabled: false },
        server: serverValues(database("database"), cache("queue")),
        "machine-learning": machineLearningValues(claim("models")),
    }),

    workloads: {
        server: {
            podLabels: {
                "app.kubernetes.io/instance": "immich",
                "app.kubernetes.io/name": "server",
            },
            ports: [2283],
            mounts: ["photos"],
        },
        "machine-learning": {
            podLabels: {
                "app.kubernetes.io/instance": "immich",
                "app.kubernetes.io/name": "machine-learning",
            },
            ports: [3003],
            mounts: ["models"],
        },
    },
    connections: [
        { from: "edge", to: "server" },
        { from: "server", to: "database" },
        { from: "server", to: "queue" },
        { from: "server", to: "machine-learning" },
        {
            from: "machine-learning",
            to: {
                // A download from the first is redirected to one of the others.
                hosts: [
                    "huggingface.co",
                    "cas-server.xethub.hf.co",
                    "transfer.xethub.hf.co",
                    "cas-bridge.xethub.hf.co",
                    "us.aws.cdn.hf.co",
                    "cdn-lfs-us-1.hf.co",
                ],
                port: 443,
                auth: "none",
                purpose: "Download of recognition models",
            },
        },
    ],
});

function serverValues(database: DatabaseBinding, queue: CacheBinding): ImmichChartValues["server"] {
    const main = {
        env: {
            DB_HOSTNAME: database.host,
            DB_PORT: String(database.port),
            DB_DATABASE_NAME: database.database,
            DB_USERNAME: secretKey(database.credentialsSecret, "username"),
            DB_PASSWORD: secretKey(database.credentialsSecret, "password"),
            DB_SSL_MODE: "verify-full",
            NODE_EXTRA_CA_CERTS: `${databaseCa}/ca.crt`,
            REDIS_PORT: String(queue.port),
            REDIS_PASSWORD: secretKey(queue.credentialsSecret, "password"),
        },
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "4Gi" } },
    } as const;
    return {
        controllers: { main: { containers: { main } } },
        persistence: {
            "database-ca": {
                type: "secret",
                name: database.authoritySecret,
                // The same Secret may hold the authority's private key.
                items: [{ key: "ca.crt", path: "ca.crt" }],
                globalMounts: [{ path: databaseCa, readOnly: true }],
            },
        },
    };
}

function machineLearningValues(modelsClaim: string): ImmichChartValues["machine-learning"] {
    const main = {
        resources: { requests: { cpu: "100m", memory: "1Gi" }, limits: { memory: "4Gi" } },
    };
    return {
        controllers: { main: { containers: { main } } },
        persistence: {
            cache: {
                type: "persistentVolumeClaim",
                existingClaim: modelsClaim,
                accessMode: "ReadWriteOnce",
            },
            // Without an account in the image, the home directory of user 1000 is /.
            home: {
                type: "emptyDir",
                sizeLimit: "256Mi",
                globalMounts: [
                    { path: "/.cache", subPath: "cache" },
                    { path: "/.config", subPath: "config" },
                ],
            },
        },
    };
}
