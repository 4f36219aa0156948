import { type Check, nodesOf } from "./check";
import { volumesOf } from "./volumes";

/** Volumes that the Proxmox CSI driver attaches to one node, its default. */
const maxPerNode = 24;

/** The apps' volumes can be attached although only one worker is left on each host. */
export const attachments: Check = (draft, apps) => {
    const nodes = nodesOf(draft).map(({ item }) => item);
    if (draft.apps === undefined || nodes.some(({ role, host }) => !role || !host)) {
        return [];
    }
    const workers = nodes.filter(({ role }) => role === "worker");
    const hosts = new Set(workers.map(({ host }) => host)).size;
    const count = volumesOf(draft, apps).length;
    if (hosts === 0 || count <= maxPerNode * hosts) {
        return [];
    }
    const where = hosts === 1 ? "one host" : `each of ${hosts} hosts`;
    const message = `has ${count} volumes on, and a node takes ${maxPerNode}: with one worker left on ${where} not all can be attached. Turn an app off or add a worker on another host.`;
    return [{ path: ["apps"], value: draft.apps, message }];
};
