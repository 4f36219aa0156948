/** The layers of the program, in the order in which data passes them. */
export const layers = ["infrastructure", "cluster", "platform", "workload", "homelab"] as const;

/**
 * Layer of a resource: that of the nearest component above it. Providers and the stack itself
 * belong to the program as a whole.
 */
export function layerOf(urn: string): string {
    const chain = urn.split("::")[2] ?? "";
    const components = chain.split("$").filter((type) => type.startsWith("homelab:"));
    const layer = components.at(-1)?.split(":")[1] ?? "index";
    return layer === "index" ? "homelab" : layer;
}

/** Number of resources of each layer. */
export function countByLayer(urns: readonly string[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>(layers.map((layer) => [layer, 0]));
    for (const urn of urns) {
        const layer = layerOf(urn);
        counts.set(layer, (counts.get(layer) ?? 0) + 1);
    }
    return counts;
}
