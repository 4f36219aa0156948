import type { Check } from "./check";

/** Nodes that ask the cache can be told that it leads nowhere while the cluster has no network. */
export const imageCache: Check = ({ storage, cluster }) => {
    const [major = 0, minor = 0] =
        cluster?.talosVersion?.replace(/^v/, "").split(".").map(Number) ?? [];
    const old = major === 1 && minor < 13;
    const message =
        "needs Talos 1.13 or newer, whose nodes pull past a cache that is not there yet. Raise cluster.talosVersion or leave it out.";
    return storage?.imageCache !== undefined && old
        ? [{ path: ["storage", "imageCache"], value: storage.imageCache, message }]
        : [];
};
