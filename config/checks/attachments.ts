import { type Check, hostsOf, nodesOf } from "./check";
import { type Volume, volumesOf } from "./volumes";

/** Volumes that the Proxmox CSI driver attaches to one node, its default. */
const maxPerNode = 24;

/** The apps' volumes can be attached although only one worker is left on each host. */
export const attachments: Check = (draft, apps) => {
    const nodes = nodesOf(draft).map(({ item }) => item);
    if (draft.apps === undefined || nodes.some(({ role, host }) => !role || !host)) {
        return [];
    }
    const workers = nodes.filter(({ role }) => role === "worker");
    const hosts = [...new Set(workers.map(({ host }) => host))];
    const volumes = volumesOf(draft, apps);
    const message =
        tooMany("on", volumes, hosts.length) ??
        // Those of one pool go to the hosts that have it, whatever the others have room for.
        [...new Set(volumes.map(({ pool }) => pool))]
            .map((pool) => {
                const having = hostsOf(draft).filter(
                    ({ item }) =>
                        hosts.includes(item.name) &&
                        item.storagePools?.some((one) => one?.id === pool) === true,
                );
                const inPool = volumes.filter((volume) => volume.pool === pool);
                return tooMany(`in pool ${pool ?? ""}`, inPool, having.length);
            })
            .find((found) => found !== undefined);
    return message === undefined ? [] : [{ path: ["apps"], value: draft.apps, message }];
};

function tooMany(which: string, volumes: readonly Volume[], hosts: number): string | undefined {
    if (hosts === 0 || volumes.length <= maxPerNode * hosts) {
        return undefined;
    }
    const where = hosts === 1 ? "one host" : `each of ${hosts} hosts`;
    return `has ${volumes.length} volumes ${which}, and a node takes ${maxPerNode}: with one worker left on ${where} not all can be attached. Turn an app off or add a worker on another host.`;
}
