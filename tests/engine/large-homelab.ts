import type { AnyApp } from "../../catalogue/app-spec";
import { appChart, podsOf } from "../../apps/chart-values/app";
import { bareApp } from "../catalogue/bare-app";
import { shippedConfig } from "../support/shipped-program";

export interface LargeHomelab {
    readonly apps: readonly AnyApp[];
    /** Sections that differ from the shipped ones, by full key. */
    readonly config: Readonly<Record<string, string>>;
}

/** Numbers from 1, in two or three digits. */
const numbers = (count: number) =>
    Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, "0"));

/**
 * A homelab of many hosts and apps, made from the shipped one by configuration alone: three control
 * planes on three hosts, workers on all in turn, one sensitive volume for each app.
 */
export function largeHomelab(size: {
    readonly hosts: number;
    readonly nodes: number;
    readonly apps: number;
}): LargeHomelab {
    const apps = numbers(size.apps).map(generatedApp);
    const shipped = shippedConfig();
    const changed = (key: string, change: (value: Record<string, unknown>) => object) =>
        JSON.stringify(change(JSON.parse(shipped[key] ?? "") as Record<string, unknown>));
    const hosts = numbers(size.hosts).map((number) => `pve${number}`);
    return {
        apps,
        config: {
            "homelab:proxmox": changed("homelab:proxmox", (proxmox) => ({
                ...proxmox,
                hosts: hosts.map((name) => ({
                    name,
                    bridge: "vmbr0",
                    storagePools: [
                        { id: "local-lvm", kind: "lvmthin", size: "1Ti" },
                        { id: "local", kind: "directory", size: "90Gi" },
                    ],
                })),
            })),
            "homelab:cluster": changed("homelab:cluster", (cluster) => ({
                ...cluster,
                nodes: numbers(size.nodes).map((number, index) => node(number, index, hosts)),
            })),
            // What the free plan holds is too little for so many apps.
            "homelab:observability": changed("homelab:observability", (observability) => ({
                ...observability,
                grafanaCloud: { ...(observability["grafanaCloud"] as object), plan: "paid" },
            })),
            "homelab:apps": JSON.stringify(
                Object.fromEntries(apps.map(({ name }) => [name, { enabled: true }])),
            ),
        },
    };
}

function node(number: string, index: number, hosts: readonly string[]) {
    return {
        name: `node-${number}`,
        role: index < 3 ? "controlplane" : "worker",
        host: hosts[index % hosts.length],
        vmId: 200 + index,
        ip: `192.168.10.${100 + index}`,
        cores: 2,
        memory: "4Gi",
        disk: "32Gi",
        pool: "local-lvm",
    };
}

function generatedApp(number: string): AnyApp {
    const name = `app-${number}`;
    return bareApp({
        name,
        title: `App ${number}`,
        reach: { audience: "internal", host: name, service: name, port: 8080 },
        chart: appChart,
        values: () => ({
            workloads: {
                main: {
                    image: "docker.io/library/busybox:1.37.0",
                    user: 1000,
                    ports: { http: 8080 },
                    mounts: { pages: { path: "/pages", claim: `${name}-pages` } },
                    probes: { liveness: { path: "/", port: 8080 } },
                    resources: {
                        requests: { cpu: "5m", memory: "8Mi" },
                        limits: { memory: "32Mi" },
                    },
                },
            },
        }),
        workloads: { main: { podLabels: podsOf(name), ports: [8080], mounts: ["pages"] } },
        connections: [{ from: "edge", to: "main" }],
    });
}
