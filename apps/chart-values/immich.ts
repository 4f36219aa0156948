import type { Image } from "../../catalogue/image";
import type {
    ContainerSecurityContext,
    EmptyDir,
    ExistingClaim,
    HostPath,
    MountedSecret,
    PodOptions,
    PrivilegedSecurityContext,
    Resources,
    SecretKeyEnv,
} from "./common-library";

/**
 * What we set of the values of Immich's chart 0.12.0. Top-level keys reach both components; keys
 * below a component win over them.
 *
 * @see https://github.com/immich-app/immich-charts/tree/main/charts/immich
 */
export interface ImmichChartValues {
    readonly defaultPodOptions: PodOptions;
    readonly controllers: {
        readonly main: {
            readonly strategy: "Recreate";
            readonly containers: {
                readonly main: {
                    readonly image: { readonly tag: string };
                    readonly securityContext: ContainerSecurityContext;
                    readonly env: {
                        readonly REDIS_HOSTNAME: string;
                        readonly IMMICH_MACHINE_LEARNING_URL: string;
                    };
                };
            };
        };
    };
    readonly persistence: { readonly tmp: EmptyDir };
    readonly immich: {
        readonly persistence: { readonly library: { readonly existingClaim: string } };
        readonly configuration: ImmichConfiguration;
    };
    /** The platform runs the cache. */
    readonly valkey: { readonly enabled: false };
    readonly server: {
        readonly defaultPodOptions?: { readonly nodeSelector: Readonly<Record<string, string>> };
        readonly controllers: MainContainer<{
            readonly image: PinnedImage;
            readonly env: ImmichServerEnv;
            readonly resources: Resources;
            readonly securityContext?: PrivilegedSecurityContext;
        }>;
        readonly persistence: {
            readonly "database-ca": MountedSecret;
            readonly graphics?: HostPath;
        };
    };
    readonly "machine-learning": {
        readonly controllers: MainContainer<{
            readonly image: PinnedImage;
            readonly env: { readonly HF_HUB_DISABLE_TELEMETRY: "1" };
            readonly resources: Resources;
        }>;
        readonly persistence: { readonly cache: ExistingClaim; readonly home: EmptyDir };
    };
}

/** The keys of Immich's configuration file that are set here; the others keep their defaults. */
export interface ImmichConfiguration {
    readonly newVersionCheck: { readonly enabled: boolean };
    readonly map: { readonly enabled: boolean };
    readonly server: { readonly externalDomain: `https://${string}` };
    readonly image: {
        readonly preview: {
            readonly format: "jpeg" | "webp";
            readonly quality: number;
            readonly size: number;
        };
        readonly thumbnail: { readonly format: "jpeg" | "webp"; readonly quality: number };
    };
    readonly ffmpeg: {
        readonly transcode: "all" | "optimal" | "bitrate" | "required" | "disabled";
        readonly accel: "disabled" | "vaapi" | "qsv";
    };
}

/** @see https://docs.immich.app/install/environment-variables */
export interface ImmichServerEnv {
    readonly DB_HOSTNAME: string;
    readonly DB_PORT: string;
    readonly DB_DATABASE_NAME: string;
    readonly DB_USERNAME: SecretKeyEnv;
    readonly DB_PASSWORD: SecretKeyEnv;
    readonly DB_SSL_MODE: "verify-full";
    /** File with the authority that signed the database's certificate. */
    readonly NODE_EXTRA_CA_CERTS: string;
    readonly REDIS_PORT: string;
    readonly REDIS_PASSWORD: SecretKeyEnv;
    /** What is counted, for whoever asks; nothing is sent anywhere. */
    readonly IMMICH_TELEMETRY_INCLUDE: "job";
    readonly IMMICH_MICROSERVICES_METRICS_PORT: string;
}

/** A component's own image; both have the tag of the release. */
interface PinnedImage {
    readonly digest: Image["digest"];
}

interface MainContainer<C> {
    readonly main: { readonly containers: { readonly main: C } };
}
