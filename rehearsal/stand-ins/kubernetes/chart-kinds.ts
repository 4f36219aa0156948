import type { Fields } from "../../provider/value";

type Scope = "Cluster" | "Namespaced";

interface ChartKinds {
    readonly group: string;
    readonly kinds: Readonly<Record<string, Scope>>;
}

/**
 * Kinds that a chart, or the operator it installs, teaches the API server; by chart name. Only the
 * kinds a person would write objects of.
 */
const kindsOfCharts: Readonly<Record<string, readonly ChartKinds[]>> = {
    "argo-cd": [
        {
            group: "argoproj.io",
            kinds: {
                Application: "Namespaced",
                ApplicationSet: "Namespaced",
                AppProject: "Namespaced",
            },
        },
    ],
    "cert-manager": [
        {
            group: "cert-manager.io",
            kinds: {
                Certificate: "Namespaced",
                ClusterIssuer: "Cluster",
                Issuer: "Namespaced",
            },
        },
    ],
    cilium: [
        {
            group: "cilium.io",
            kinds: {
                CiliumCIDRGroup: "Cluster",
                CiliumClusterwideNetworkPolicy: "Cluster",
                CiliumL2AnnouncementPolicy: "Cluster",
                CiliumLoadBalancerIPPool: "Cluster",
                CiliumLocalRedirectPolicy: "Namespaced",
                CiliumNetworkPolicy: "Namespaced",
            },
        },
    ],
    "cloudnative-pg": [
        {
            group: "postgresql.cnpg.io",
            kinds: {
                Backup: "Namespaced",
                Cluster: "Namespaced",
                ClusterImageCatalog: "Cluster",
                Database: "Namespaced",
                ImageCatalog: "Namespaced",
                Pooler: "Namespaced",
                ScheduledBackup: "Namespaced",
            },
        },
    ],
    "external-dns": [{ group: "externaldns.k8s.io", kinds: { DNSEndpoint: "Namespaced" } }],
    "kube-prometheus-stack": [
        {
            group: "monitoring.coreos.com",
            kinds: {
                PodMonitor: "Namespaced",
                Probe: "Namespaced",
                PrometheusRule: "Namespaced",
                ScrapeConfig: "Namespaced",
                ServiceMonitor: "Namespaced",
            },
        },
    ],
    "plugin-barman-cloud": [{ group: "barmancloud.cnpg.io", kinds: { ObjectStore: "Namespaced" } }],
    "sealed-secrets": [{ group: "bitnami.com", kinds: { SealedSecret: "Namespaced" } }],
    traefik: [
        {
            group: "traefik.io",
            kinds: {
                IngressRoute: "Namespaced",
                IngressRouteTCP: "Namespaced",
                Middleware: "Namespaced",
                MiddlewareTCP: "Namespaced",
                ServersTransport: "Namespaced",
                TLSOption: "Namespaced",
                TLSStore: "Namespaced",
            },
        },
    ],
    velero: [
        {
            group: "velero.io",
            kinds: {
                Backup: "Namespaced",
                BackupStorageLocation: "Namespaced",
                Restore: "Namespaced",
                Schedule: "Namespaced",
                VolumeSnapshotLocation: "Namespaced",
            },
        },
    ],
    volsync: [
        {
            group: "volsync.backube",
            kinds: { ReplicationDestination: "Namespaced", ReplicationSource: "Namespaced" },
        },
    ],
};

/** Definitions of the kinds that come with a chart, by the last part of its name. */
export function definitionsOf(chart: string): readonly Fields[] {
    const kinds = kindsOfCharts[chart.split("/").at(-1) ?? ""] ?? [];
    return kinds.flatMap(({ group, kinds: scopes }) =>
        Object.entries(scopes).map(([kind, scope]) => ({
            metadata: { name: `${kind.toLowerCase()}.${group}` },
            spec: { group, scope, names: { kind } },
        })),
    );
}
