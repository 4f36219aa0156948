import type { AnyApp, Connection } from "./app-spec";

/** How traffic is protected on its way. */
export interface Protection {
    /**
     * `tls`: by the two ends themselves. `network`: by the encryption between nodes or pods.
     * `nothing`: what passes there can be read on the house's network.
     */
    readonly by: "tls" | "network" | "nothing";
    /** Why the ends do not do it themselves; absent where they do. */
    readonly reason?: string;
}

/** Kinds of ways that traffic takes. */
export type WayKind =
    | "outside"
    | "gateway"
    | "pages"
    | "postgres"
    | "cache"
    | "parts"
    | "apps"
    | "nodeNetwork"
    | "devices";

/**
 * How each kind of way is protected. The seed has all inside plain; what stays so at its ends is
 * excused here, and only here.
 *
 * @see docs/seed/data-architecture.md, "Encryption in Transit"
 */
export const transit: Readonly<Record<WayKind, Protection>> = {
    outside: { by: "tls" },
    postgres: { by: "tls" },
    gateway: {
        by: "network",
        reason: "The apps' images serve HTTP and leave TLS to the gateway before them.",
    },
    pages: {
        by: "network",
        reason: "Argo CD's own certificate is one that the gateway could not check; it leaves TLS to the gateway too.",
    },
    cache: {
        by: "network",
        reason: "Not every app's client checks a cache's certificate, and TLS that nobody checks protects nothing.",
    },
    parts: {
        by: "network",
        reason: "Parts of one app speak what their makers built into them, which is HTTP.",
    },
    apps: {
        by: "network",
        reason: "Apps call each other's HTTP API, as they would through the gateway.",
    },
    nodeNetwork: {
        by: "nothing",
        reason: "A pod that an option puts into the node's network is no end of the encryption between nodes; the gateway and other apps reach it over the house's network.",
    },
    devices: {
        by: "nothing",
        reason: "Televisions and the like speak protocols of their own, outside of the cluster; only addresses that the owner names are called.",
    },
};

/** The kind of way that a connection of an app takes. */
export function wayOf(app: AnyApp, { from, to }: Connection): WayKind {
    if (typeof to !== "string") {
        return "hosts" in to ? "outside" : "devices" in to ? "devices" : "apps";
    }
    const store = app.data[to]?.kind;
    if (store === "postgres" || store === "cache") {
        return store;
    }
    return app.inNodeNetwork === true ? "nodeNetwork" : from === "edge" ? "gateway" : "parts";
}
