import { type Placement, type PlatformPod, platformPods } from "./platform-pods";
import { most, type Share, shareOf, sum } from "./share";
import { type AppChoice, jobsOfApp, type Pod, podsOfApp } from "./app-pods";
import type { AnyApp } from "../app-spec";

/** A part of the platform that is there or not, as the configuration says. */
export type PlatformPart = keyof typeof platformPods;

/** What the pods of a homelab request, by where they run. */
export interface Demand {
    /** On each control plane, which runs nothing else. */
    readonly perControlPlane: Share;
    /** On each worker, with room for the biggest job: jobs run where their volume is. */
    readonly perWorker: Share;
    /** On any worker. */
    readonly pods: readonly Pod[];
}

/** @see https://github.com/siderolabs/talos/blob/v1.13.0/pkg/machinery/constants/constants.go */
const talosPods = {
    apiServer: { cpu: 200, memory: 512 },
    controllerManager: { cpu: 50, memory: 256 },
    scheduler: { cpu: 10, memory: 64 },
} as const;
const dnsServers: readonly Pod[] = [1, 2].map((number) => ({
    title: `CoreDNS ${number}`,
    cpu: 100,
    memory: 70,
}));

/**
 * What all that is switched on requests: the apps as their options make them, each with what was
 * chosen for it, their databases and caches, and the platform's parts.
 */
export function demandOf(
    apps: readonly { readonly app: AnyApp; readonly choice: AppChoice }[],
    parts: readonly PlatformPart[],
): Demand {
    const placed = parts.flatMap((part) =>
        Object.entries<PlatformPod>(platformPods[part]).map(([name, { placed, containers }]) => ({
            title: `${part} ${name}`,
            placed,
            ...sum(Object.values(containers).map(shareOf)),
        })),
    );
    const at = (placement: Placement) => placed.filter((pod) => pod.placed === placement);
    const jobs = apps.flatMap(({ app, choice }) => jobsOfApp(app, choice));
    return {
        perControlPlane: sum([
            ...Object.values(talosPods),
            ...at("each node"),
            ...at("each control plane"),
        ]),
        perWorker: sum([
            ...at("each node"),
            ...at("each worker"),
            most([...at("at times"), ...jobs]),
        ]),
        pods: [
            ...dnsServers,
            ...at("once"),
            ...apps.flatMap(({ app, choice }) => podsOfApp(app, choice)),
        ],
    };
}

/** Containers of the platform's parts, of Talos and of the cluster's DNS; jobs count for their time. */
export function platformContainers(
    parts: readonly PlatformPart[],
    nodes: { readonly controlPlanes: number; readonly workers: number },
): number {
    const times: Readonly<Record<Placement, number>> = {
        once: 1,
        "at times": 1,
        never: 0,
        "each node": nodes.controlPlanes + nodes.workers,
        "each control plane": nodes.controlPlanes,
        "each worker": nodes.workers,
    };
    const pods = parts.flatMap((part) => Object.values<PlatformPod>(platformPods[part]));
    const own = pods.map(
        ({ placed, containers }) => times[placed] * Object.keys(containers).length,
    );
    return (
        own.reduce((all, one) => all + one, 0) +
        Object.keys(talosPods).length * nodes.controlPlanes +
        dnsServers.length
    );
}

/**
 * What a machine has left for pods: the kernel keeps about a twenty-fifth of the memory, Talos
 * reserves some for itself, and pods are evicted when less than 100 MiB is free.
 *
 * @param memory GiB.
 * @see https://github.com/siderolabs/talos/blob/v1.13.0/pkg/machinery/constants/constants.go
 */
export function roomOf(role: "controlplane" | "worker", cores: number, memory: number): Share {
    const reserved = role === "controlplane" ? 512 : 384;
    return {
        cpu: cores * 1000 - 50,
        memory: Math.floor(memory * 1024 * 0.96) - reserved - 100,
    };
}

/** The biggest pod for which no node has room when big ones are placed first; absent if all are placed. */
export function unplaced(pods: readonly Pod[], rooms: readonly Share[]): Pod | undefined {
    const left = rooms.map((room) => ({ ...room }));
    const bySize = [...pods].sort((a, b) => b.memory - a.memory || b.cpu - a.cpu);
    return bySize.find(({ cpu, memory }) => {
        const node = left.find((room) => room.cpu >= cpu && room.memory >= memory);
        if (node === undefined) {
            return true;
        }
        node.cpu -= cpu;
        node.memory -= memory;
        return false;
    });
}
