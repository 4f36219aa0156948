/** A registry that images come from. */
export interface Registry {
    /** Host in an image's name. */
    readonly name: string;
    /** Where it answers, when that is not its name. */
    readonly address?: `https://${string}`;
    /** Hosts beside its own that a pull is led to: logins, and stores of layers. */
    readonly leadsTo: readonly string[];
    /** A public mirror that is asked before the registry itself. */
    readonly mirror?: `https://${string}`;
}

/** Every registry that an image of the homelab comes from; each is cached in the house. */
export const registries: readonly Registry[] = [
    {
        name: "docker.io",
        address: "https://index.docker.io",
        leadsTo: ["*.docker.io", "*.docker.com", "*.r2.cloudflarestorage.com"],
        mirror: "https://mirror.gcr.io",
    },
    { name: "ghcr.io", leadsTo: ["*.githubusercontent.com"] },
    { name: "quay.io", leadsTo: ["*.quay.io"] },
    { name: "registry.k8s.io", leadsTo: ["*.pkg.dev", "*.amazonaws.com"] },
    { name: "ecr-public.aws.com", leadsTo: ["*.amazonaws.com", "*.cloudfront.net"] },
];

/** Port of the cache of images. */
export const registryCachePort = 5000;

/**
 * Address of the cache of images: fixed, because nodes pull before they can look names up, and in
 * the part of the service network that Kubernetes gives to nobody by itself.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
 */
export function registryCacheAddress(serviceCidr: string): string {
    const [network = ""] = serviceCidr.split("/");
    const octets = network.split(".").map(Number);
    return [...octets.slice(0, 3), (octets[3] ?? 0) + 12].join(".");
}
