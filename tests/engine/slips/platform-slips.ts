import type { ResourceTransformationArgs } from "@pulumi/pulumi";
import type { Edit } from "../support";
import { set, type Slip } from "./slip";

/** Changes each patch of a node that is a plain text; `undefined` takes it away. */
function patches(change: (patch: string) => string | undefined): Edit {
    return ({ props }: ResourceTransformationArgs) => {
        const node = props as { configPatches: readonly unknown[] };
        node.configPatches = node.configPatches
            .map((patch) => (typeof patch === "string" ? change(patch) : patch))
            .filter((patch) => patch !== undefined);
    };
}

interface Container {
    readonly env: { readonly name: string; value?: string }[];
}

/** Slips with machines, nodes and storage. */
const machineSlips: readonly Slip[] = [
    {
        rule: "network-policies-enforced",
        on: "homelab-worker-01-config",
        remedy: "must switch Talos' own network plugin off",
        edit: patches((patch) => (patch.includes("cni:") ? undefined : patch)),
    },
    {
        rule: "passphrase-lasting",
        on: "RandomPassword::luks-passphrase",
        remedy: "must not have keepers",
        edit: set("keepers", { date: "today" }),
    },
];

/** Slips with what runs in the cluster. */
const clusterSlips: readonly Slip[] = [
    {
        rule: "database-client-verifies",
        on: "CronJob::immich-database-vacuum",
        remedy: "must set each mode of PostgreSQL's TLS to verify-full",
        edit: ({ props }) => {
            const job = props as {
                spec: {
                    jobTemplate: { spec: { template: { spec: { containers: Container[] } } } };
                };
            };
            for (const { env } of job.spec.jobTemplate.spec.template.spec.containers) {
                for (const variable of env.filter(({ name }) => name === "PGSSLMODE")) {
                    variable.value = "require";
                }
            }
        },
    },
    {
        rule: "job-cleaned-up",
        on: "CronJob::etcd-snapshots",
        remedy: "must say how long finished ones are kept",
        edit: set("spec.successfulJobsHistoryLimit", undefined),
    },
    {
        rule: "egress-to-named-hosts",
        on: "NetworkPolicy::immich-server",
        remedy: "must name in each egress rule whom its pods may reach",
        edit: ({ props }) => {
            const policy = props as { spec: { egress: unknown[] } };
            policy.spec.egress = [...policy.spec.egress, { ports: [{ port: 443 }] }];
        },
    },
    {
        rule: "namespace-restricts-pods",
        on: "Namespace::glance",
        remedy: "must have the label pod-security.kubernetes.io/warn=restricted",
        edit: set('metadata.labels["pod-security.kubernetes.io/warn"]', "privileged"),
    },
    {
        rule: "default-namespace-unused",
        on: "ConfigMap::audit-reader-pipeline",
        remedy: "must be in a namespace of its own",
        edit: set("metadata.namespace", "default"),
    },
    {
        rule: "sealed-secret-strict",
        on: "SealedSecret::argocd-secret",
        remedy: "must be sealed with the strict scope",
        edit: set("metadata.annotations", { "sealedsecrets.bitnami.com/cluster-wide": "true" }),
    },
    {
        rule: "sealing-key-lasting",
        on: "Release::sealed-secrets",
        remedy: "must set keyrenewperiod",
        edit: set("values.keyrenewperiod", "720h"),
    },
    {
        rule: "provider-guarded",
        on: "proxmoxve::proxmox",
        // A credential that nothing marks as secret, which no rule sees but by how it was registered.
        remedy: "must be given apiToken as a secret",
        edit: set("apiToken", "pulumi@pve!homelab=correct-horse"),
    },
    {
        rule: "gateway-ways-in",
        on: "Release::traefik",
        remedy: "must switch its dashboard off",
        edit: set("values.api.dashboard", true),
    },
    {
        rule: "database-encrypts-traffic",
        on: "Cluster::immich-database",
        remedy: "must refuse connections without TLS",
        edit: set("spec.postgresql.pg_hba", []),
    },
    {
        rule: "outbound-encrypted",
        on: "Release::immich",
        remedy: "must use HTTPS for what is outside",
        edit: set("values.hook", "http://hooks.example.org"),
    },
    {
        rule: "database-not-published",
        on: "HTTPRoute::glance-route",
        remedy: "must not lead to the port of a database",
        edit: set("spec.rules[0].backendRefs[0].port", 5432),
    },
    {
        rule: "secrets-readable-by-few",
        on: "ClusterRole::collector",
        remedy: "must not have wildcards",
        edit: set("rules[0].verbs", ["*"]),
    },
    {
        rule: "chart-version-exact",
        on: "Release::glance",
        remedy: "must have an exact version of its chart",
        edit: set("version", "^0.1.0"),
    },
    {
        rule: "telemetry-off",
        on: "Release::alloy",
        remedy: "must set alloy.enableReporting to false",
        edit: set("values.alloy.enableReporting", true),
    },
    {
        rule: "prerequisite-awaited",
        on: "CronJob::etcd-snapshots",
        remedy: "must be made after the secret talos-backup/etcd-bucket",
        edit: ({ opts }) => {
            (opts as { dependsOn?: unknown[] }).dependsOn = [];
        },
    },
    {
        rule: "confidential-logs-kept",
        on: "ConfigMap::collector-pipeline",
        remedy: "must not read the logs of immich",
        edit: ({ props }) => {
            const { data } = props as { data: Record<string, string> };
            data["pipeline.river"] = String(data["pipeline.river"]).replace(
                '"cnpg-system|',
                '"immich|cnpg-system|',
            );
        },
    },
];

export const platformSlips: readonly Slip[] = [...machineSlips, ...clusterSlips];
