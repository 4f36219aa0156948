import { defineApp, type KeptMetric } from "../catalogue/app-spec";
import { restrictedContainer, restrictedPod } from "./chart-values/common-library";
import type { ImmichChartValues } from "./chart-values/immich";
import {
    immichMetricsPort,
    immichRelease,
    machineLearningValues,
    serverValues,
} from "./chart-values/immich-components";

/** Made by Immich from the photos and the database, and made again when lost. */
const computed = {
    kind: "derived",
    classification: "sensitive",
    backup: "none",
    retention: "indefinite",
    personal: true,
} as const;

/** Graphics interfaces that Immich encodes with; both are devices below /dev/dri. */
const hardware = ["vaapi", "qsv"] as const;

const imageFormat = <F extends "jpeg" | "webp">(usual: F, what: string) =>
    ({
        type: "choice",
        choices: ["jpeg", "webp"],
        default: usual,
        describe: `File format of ${what}`,
    }) as const;

/** What Immich counts of one kind of job; a count is there from its first one on. */
const jobMetrics = (job: string, what: string): readonly KeptMetric[] =>
    (["success", "failed"] as const).map((status) => ({
        name: `immich_jobs_${job}_${status}_total`,
        title: `${what}: ${status === "success" ? "done" : "failed"}`,
        unit: "short",
        shows: "total",
    }));

const imageQuality = (what: string) =>
    ({
        type: "number",
        default: 80,
        minimum: 1,
        maximum: 100,
        describe: `Quality of ${what}: more looks better and takes more room`,
    }) as const;

/** Photo and video library: original files in a volume, everything known about them in PostgreSQL. */
export const immich = defineApp({
    name: "immich",
    title: "Immich",
    purpose: "Photos and videos of the household, with search by content and by face",
    reach: { audience: "external", host: "photos", service: "immich-server", port: 2283 },
    podSecurity: "restricted",
    podSecurityExemptions: hardware.map((accel) => ({
        when: { option: "transcoding", is: accel },
        level: "privileged",
        reason: "The node's graphics device opens to privileged containers only.",
        device: "graphics",
    })),
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
            image: "ghcr.io/tensorchord/cloudnative-vectorchord:18.3-1.1.1@sha256:392b53675b403d6a2c72b673cc488a7c272514755dd818c622fb9ce4665193c4",
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
        transcoding: {
            type: "choice",
            choices: ["disabled", ...hardware],
            default: "disabled",
            describe:
                "How a graphics device encodes videos, on the worker whose devices.graphics names it in homelab:cluster",
        },
        transcodePolicy: {
            type: "choice",
            choices: ["all", "optimal", "bitrate", "required", "disabled"],
            default: "required",
            describe:
                "Which videos are encoded for playback: by default those browsers cannot play",
        },
        previewFormat: imageFormat("jpeg", "previews"),
        previewQuality: imageQuality("previews"),
        previewSize: {
            type: "number",
            default: 1440,
            minimum: 720,
            maximum: 2160,
            describe: "Longest side of previews, in pixels",
        },
        thumbnailFormat: imageFormat("webp", "thumbnails"),
        thumbnailQuality: imageQuality("thumbnails"),
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
                        image: { tag: immichRelease },
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
                image: {
                    preview: {
                        format: options.previewFormat,
                        quality: options.previewQuality,
                        size: options.previewSize,
                    },
                    thumbnail: {
                        format: options.thumbnailFormat,
                        quality: options.thumbnailQuality,
                    },
                },
                ffmpeg: { transcode: options.transcodePolicy, accel: options.transcoding },
            },
        },
        valkey: { enabled: false },
        server: serverValues(
            database("database"),
            cache("queue"),
            options.transcoding !== "disabled",
        ),
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
    metrics: [
        {
            workload: "server",
            port: immichMetricsPort,
            path: "/metrics",
            keep: [
                ...jobMetrics("asset_generate_thumbnails", "Thumbnails"),
                ...jobMetrics("asset_extract_metadata", "Metadata of photos"),
                ...jobMetrics("asset_encode_video", "Videos"),
                ...jobMetrics("asset_detect_faces", "Faces"),
                ...jobMetrics("smart_search", "Search index"),
                ...jobMetrics("database_backup", "Dumps of the database"),
            ],
            series: 12,
        },
    ],
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
