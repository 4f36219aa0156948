import { isDeepStrictEqual } from "node:util";
import { pathText, type Problem } from "../problem";
import { type Check, entriesAt, hostsOf } from "./check";

/** Proxmox' installation defines it. */
const installed = "local";

/** A pool's definition belongs to the whole Proxmox cluster, so hosts cannot differ in it. */
export const managedPools: Check = (draft) => {
    const pools = hostsOf(draft).flatMap(({ at, item }) =>
        entriesAt([...at, "storagePools"], item.storagePools),
    );
    return pools.flatMap(({ at, item }, index): Problem[] => {
        const { id, kind, managed } = item;
        const path = [...at, "managed"];
        if (id === installed && managed !== undefined) {
            const message = "is of a pool that Proxmox brings. Leave it out, or choose another id.";
            return [{ path, value: managed, message }];
        }
        const first = pools.slice(0, index).find((other) => other.item.id === id);
        const asked = managed ?? first?.item.managed;
        if (id === undefined || kind === undefined || first === undefined || asked === undefined) {
            return [];
        }
        const same = first.item.kind === kind && isDeepStrictEqual(first.item.managed, managed);
        const message = `differs from the pool of the same id at ${pathText(first.at)}, and Proxmox has one definition for all hosts. Give both the same kind and managed, or choose another id.`;
        return same ? [] : [{ path, value: managed, message }];
    });
};
