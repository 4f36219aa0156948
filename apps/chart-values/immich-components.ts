import type { CacheBinding, DatabaseBinding } from "../../catalogue/bindings";
import { imageOf } from "../../catalogue/image";
import { deviceLabels } from "../../catalogue/node-device";
import { privilegedContainer, secretKey } from "./common-library";
import type { ImmichChartValues } from "./immich";

/** Port on which the server shows what its jobs do; no service leads there. */
export const immichMetricsPort = 8082;

/** The images of one release. */
const images = {
    server: "ghcr.io/immich-app/immich-server:v2.6.3@sha256:0cc1f82953d9598eb9e9dd11cbde1f50fe54f9c46c4506b089e8ad7bfc9d1f0c",
    learning:
        "ghcr.io/immich-app/immich-machine-learning:v2.6.3@sha256:33b17015c3d14f2565e9b8cd36b48a70027b14b5cd20da7fbfff21a370b0309c",
} as const;

/** The release that both images are of. */
export const immichRelease = imageOf(images.server).tag;

const databaseCa = "/etc/immich/database-ca";

/** The server; with graphics it may use the node's graphics devices. */
export function serverValues(
    database: DatabaseBinding,
    queue: CacheBinding,
    withGraphics: boolean,
): ImmichChartValues["server"] {
    const main = {
        image: { digest: imageOf(images.server).digest },
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
            IMMICH_TELEMETRY_INCLUDE: "job",
            IMMICH_MICROSERVICES_METRICS_PORT: String(immichMetricsPort),
        },
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "4Gi" } },
        ...(withGraphics && { securityContext: privilegedContainer }),
    } as const;
    return {
        ...(withGraphics && { defaultPodOptions: { nodeSelector: deviceLabels(["graphics"]) } }),
        controllers: { main: { containers: { main } } },
        persistence: {
            "database-ca": {
                type: "secret",
                name: database.authoritySecret,
                // The same Secret may hold the authority's private key.
                items: [{ key: "ca.crt", path: "ca.crt" }],
                globalMounts: [{ path: databaseCa, readOnly: true }],
            },
            ...(withGraphics && {
                graphics: {
                    type: "hostPath",
                    hostPath: "/dev/dri",
                    hostPathType: "Directory",
                    globalMounts: [{ path: "/dev/dri" }],
                },
            }),
        },
    };
}

/** The part that recognizes what and whom photos show. */
export function machineLearningValues(modelsClaim: string): ImmichChartValues["machine-learning"] {
    const main = {
        image: { digest: imageOf(images.learning).digest },
        // It downloads from Hugging Face, whose library would say what it runs on.
        env: { HF_HUB_DISABLE_TELEMETRY: "1" },
        resources: { requests: { cpu: "100m", memory: "1Gi" }, limits: { memory: "4Gi" } },
    } as const;
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
