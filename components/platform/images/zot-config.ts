import { registries, registryCachePort } from "../../../catalogue/registries";

/** Folder of the images inside the pod. */
export const imagesFolder = "/var/lib/registry";

/** An image that no pod has asked for since is deleted: 90 days. */
const unused = "2160h";

/**
 * Configuration of Zot: each registry below a path of its name, filled when an image is first asked
 * for, with digests as they are upstream; nothing can be pushed.
 *
 * @see https://zotregistry.dev/v2.1.20/articles/mirroring/
 */
export function zotConfig(): object {
    return {
        distSpecVersion: "1.1.1",
        storage: {
            rootDirectory: imagesFolder,
            dedupe: true,
            gc: true,
            gcDelay: "2h",
            gcInterval: "24h",
            retention: {
                delay: "24h",
                policies: [{ repositories: ["**"], keepTags: [{ pulledWithin: unused }] }],
            },
        },
        http: {
            address: "0.0.0.0",
            port: String(registryCachePort),
            // Docker's own manifests are kept as they are: converted ones would have other digests.
            compat: ["docker2s2"],
            accessControl: { repositories: { "**": { anonymousPolicy: ["read"] } } },
        },
        log: { level: "warn" },
        extensions: {
            sync: {
                enable: true,
                registries: registries.map(({ name, address }) => ({
                    urls: [address ?? `https://${name}`],
                    onDemand: true,
                    tlsVerify: true,
                    preserveDigest: true,
                    maxRetries: 1,
                    retryDelay: "5s",
                    content: [{ prefix: "**", destination: `/${name}` }],
                })),
            },
        },
    };
}
