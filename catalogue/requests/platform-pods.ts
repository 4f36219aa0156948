import type { ContainerResources } from "../container";

/**
 * Where a pod of the platform runs: once in the cluster, on every node or every one of a kind, or
 * now and then, when a schedule or a copy starts it.
 */
export type Placement =
    "once" | "each node" | "each control plane" | "each worker" | "at times" | "never";

export interface PlatformPod {
    readonly placed: Placement;
    readonly containers: Readonly<Record<string, ContainerResources>>;
}

function pod<const C extends string>(
    placed: Placement,
    containers: Readonly<Record<C, ContainerResources>>,
): PlatformPod & { readonly containers: Readonly<Record<C, ContainerResources>> } {
    return { placed, containers };
}

function needs(cpu: string, memory: string, limit: string): ContainerResources {
    return { requests: { cpu, memory }, limits: { memory: limit } };
}

/** For the many small programs that only watch and ask. */
const helper = needs("10m", "16Mi", "128Mi");

/**
 * What the platform's pods request, and the most they may take, by the part of the platform that
 * brings them. Charts and objects are written with these; the configuration is checked against them.
 */
export const platformPods = {
    network: {
        agent: pod("each node", { agent: needs("100m", "256Mi", "1Gi") }),
        envoy: pod("each node", { envoy: needs("25m", "64Mi", "512Mi") }),
        operator: pod("once", { operator: needs("25m", "64Mi", "512Mi") }),
    },
    mesh: { ztunnel: pod("each node", { ztunnel: needs("200m", "512Mi", "1Gi") }) },
    secrets: { controller: pod("once", { controller: needs("25m", "64Mi", "128Mi") }) },
    certificates: {
        controller: pod("once", { controller: needs("25m", "64Mi", "256Mi") }),
        webhook: pod("once", { webhook: needs("10m", "32Mi", "128Mi") }),
        cainjector: pod("once", { cainjector: needs("10m", "64Mi", "256Mi") }),
        startupapicheck: pod("at times", { check: needs("10m", "32Mi", "128Mi") }),
    },
    storage: {
        controller: pod("once", {
            plugin: helper,
            attacher: helper,
            provisioner: helper,
            resizer: helper,
            livenessprobe: helper,
        }),
        node: pod("each node", {
            // LUKS2 takes up to 1 GiB for as long as it derives a key from the passphrase (Argon2id).
            plugin: needs("10m", "32Mi", "2Gi"),
            driverRegistrar: helper,
            livenessprobe: helper,
        }),
    },
    databaseOperator: { operator: pod("once", { operator: needs("50m", "128Mi", "512Mi") }) },
    edge: { gateway: pod("once", { gateway: needs("50m", "96Mi", "256Mi") }) },
    tunnel: { cloudflared: pod("once", { cloudflared: needs("25m", "64Mi", "256Mi") }) },
    imageCache: { cache: pod("once", { cache: needs("50m", "128Mi", "512Mi") }) },
    exporters: {
        state: pod("once", { exporter: needs("10m", "48Mi", "192Mi") }),
        node: pod("each node", { exporter: needs("10m", "32Mi", "96Mi") }),
        proxmox: pod("once", { exporter: needs("10m", "64Mi", "128Mi") }),
    },
    collector: {
        main: pod("once", { collector: needs("50m", "256Mi", "1Gi") }),
        audit: pod("each control plane", { collector: needs("50m", "64Mi", "256Mi") }),
    },
    gitops: {
        /** None runs: nothing here is made from templates. */
        applicationSet: pod("never", { controller: needs("10m", "64Mi", "256Mi") }),
        controller: pod("once", { controller: needs("100m", "256Mi", "1Gi") }),
        server: pod("once", { server: needs("25m", "128Mi", "512Mi") }),
        repoServer: pod("once", { repoServer: needs("50m", "128Mi", "1Gi") }),
        redis: pod("once", { redis: needs("10m", "32Mi", "128Mi") }),
    },
    firstBucket: {
        velero: pod("once", { server: needs("50m", "128Mi", "1Gi") }),
        nodeAgent: pod("each worker", { agent: needs("50m", "256Mi", "2Gi") }),
        definitions: pod("at times", { job: needs("10m", "32Mi", "256Mi") }),
        barman: pod("once", { plugin: needs("10m", "64Mi", "256Mi") }),
        etcdSnapshot: pod("at times", { snapshot: needs("25m", "64Mi", "512Mi") }),
        bucketCopy: pod("at times", { rclone: needs("50m", "128Mi", "1Gi") }),
    },
    volumeCopies: {
        volsync: pod("once", { manager: needs("25m", "64Mi", "512Mi") }),
        mover: pod("at times", { mover: needs("100m", "256Mi", "2Gi") }),
        drill: pod("at times", { restic: needs("50m", "256Mi", "2Gi") }),
    },
} as const;

/** What the pods of an app's stores request; one database has a pod for each of its servers. */
export const storeContainers = {
    database: needs("100m", "512Mi", "2Gi"),
    /** Beside the database; carries its journal to the first bucket. */
    archive: needs("25m", "128Mi", "512Mi"),
    pooler: needs("10m", "32Mi", "128Mi"),
    cache: needs("25m", "64Mi", "512Mi"),
} as const;
