import type { Problem } from "../problem";
import { suggestion } from "../suggest";
import type { Draft } from "../salvage";
import { purposesOf } from "./purposes";
import { type Check, hostsInUse, hostsOf, nodesOf, poolIds } from "./check";

/** The names of all hosts, or `undefined` when some are not known. */
function hostNames(draft: Draft): readonly string[] | undefined {
    const names = draft.proxmox?.hosts?.map((host) => host?.name);
    const known = names?.filter((name) => name !== undefined);
    return known !== undefined && known.length === names?.length ? known : undefined;
}

function nodePlaces(draft: Draft): Problem[] {
    const names = hostNames(draft);
    return nodesOf(draft).flatMap(({ at, item }) => {
        if (item.host === undefined || names === undefined) {
            return [];
        }
        if (!names.includes(item.host)) {
            const message = `is not a host of homelab:proxmox. ${suggestion(item.host, names)}`;
            return [{ path: [...at, "host"], value: item.host, message }];
        }
        const host = hostsOf(draft).find((entry) => entry.item.name === item.host);
        const ids = host && poolIds(host.item);
        if (item.pool === undefined || ids === undefined || ids.includes(item.pool)) {
            return [];
        }
        const message = `is not a pool of host ${item.host}. ${suggestion(item.pool, ids)}`;
        return [{ path: [...at, "pool"], value: item.pool, message }];
    });
}

/** Nodes sit on hosts and pools that exist, and every host in use has the pools of `storage`. */
export const placement: Check = (draft) => {
    const storage = purposesOf(draft).flatMap(({ path, pool: value }) =>
        hostsInUse(draft).flatMap(({ item }): Problem[] => {
            const ids = poolIds(item);
            if (value === undefined || ids === undefined || ids.includes(value)) {
                return [];
            }
            const message = `is not a pool of host ${item.name ?? ""}, which is in use. ${suggestion(value, ids)}`;
            return [{ path, value, message }];
        }),
    );
    return [...nodePlaces(draft), ...storage];
};
