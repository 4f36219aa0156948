import * as random from "@pulumi/random";
import type { Edit } from "../support";
import { set, type Slip } from "./slip";

const worker = "VmLegacy::homelab-worker-01";
const otherWorker = "VmLegacy::homelab-worker-02";

/** Changes the patches of a machine configuration; one of them is known only at run time. */
const patches =
    (change: (patches: readonly unknown[]) => readonly unknown[]): Edit =>
    ({ props }) => {
        props["configPatches"] = change(props["configPatches"] as readonly unknown[]);
    };

/** Slips with machines, what runs them and what speaks to them. */
export const machineSlips: readonly Slip[] = [
    {
        rule: "machine-identity-unique",
        on: worker,
        remedy: "must set an IPv4 address with its prefix",
        edit: set("initialization.ipConfigs[0].ipv4.address", "192.168.10.31"),
    },
    {
        rule: "machine-firewalled",
        on: "OptionsLegacy::homelab-worker-02-firewall",
        reportedOn: otherWorker,
        remedy: "must have firewall options with enabled and input policy DROP",
        edit: set("inputPolicy", "ACCEPT"),
    },
    {
        rule: "guest-agent-matches-image",
        on: worker,
        remedy: "must set agent.timeout to 5m or less",
        edit: set("agent.timeout", "15m"),
    },
    {
        rule: "machine-hardware-complete",
        on: otherWorker,
        remedy: "must set migrate",
        edit: set("migrate", false),
    },
    {
        rule: "machine-ignores-exact-paths",
        on: "VmLegacy::homelab-controlplane-01",
        remedy: "name the exact path",
        edit: ({ opts }) => {
            (opts as { ignoreChanges?: string[] }).ignoreChanges = ["disks"];
        },
    },
    {
        rule: "machine-disk-encrypted",
        on: "ConfigurationApply::homelab-worker-01-config",
        remedy: "must encrypt EPHEMERAL with luks2 and a key",
        edit: patches((all) =>
            all.filter((patch) => !(typeof patch === "string" && patch.includes("EPHEMERAL"))),
        ),
    },
    {
        rule: "machine-hardening-kept",
        on: "ConfigurationApply::homelab-worker-02-config",
        remedy: "must not set the API server's argument anonymous-auth",
        edit: patches((all) => [
            ...all,
            'cluster: { apiServer: { extraArgs: { anonymous-auth: "true" } } }',
        ]),
    },
    {
        rule: "volume-topology-matches-host",
        on: "ConfigurationApply::homelab-controlplane-01-config",
        remedy: "must set the node label topology.kubernetes.io/zone",
        edit: patches((all) =>
            all.map((patch) =>
                typeof patch === "string" ? patch.replace("zone: pve1", "zone: pve2") : patch,
            ),
        ),
    },
    {
        rule: "etcd-secrets-encrypted",
        on: "Secrets::homelab-secrets",
        remedy: "must ignore changes of talosVersion",
        edit: ({ opts }) => {
            (opts as { ignoreChanges?: string[] }).ignoreChanges = [];
        },
    },
    {
        rule: "cluster-provider-safe",
        on: "kubernetes::kubernetes",
        remedy: "must set clusterIdentifier",
        edit: set("clusterIdentifier", undefined),
    },
    {
        rule: "provider-explicit",
        on: "RandomPassword::argocd-redis-password",
        remedy: "must name its provider",
        edit: ({ opts }) => {
            // Named as the engine names those that it makes by itself.
            (opts as { provider?: random.Provider }).provider = new random.Provider(
                "default_4_21_2",
            );
        },
    },
    {
        rule: "object-explicitly-named",
        on: "ConfigMap::audit-reader-pipeline",
        remedy: "must set metadata.name",
        edit: set("metadata.name", undefined),
    },
    {
        rule: "object-size-within-limits",
        on: "ConfigMap::collector-pipeline",
        remedy: "must be smaller than 1 MiB",
        edit: set("data.large", "x".repeat(1100 * 1024)),
    },
];
