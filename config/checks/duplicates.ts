import { type ConfigPath, pathText, type Problem } from "../problem";
import { type Check, entriesAt, hostsOf, nodesOf } from "./check";

interface Named {
    readonly path: ConfigPath;
    readonly value: string | number | undefined;
}

/** A problem for each value that an earlier entry has too; letters' case makes no difference. */
function repeated(entries: readonly Named[], remedy: string): Problem[] {
    const seen = new Map<string, ConfigPath>();
    return entries.flatMap(({ path, value }) => {
        if (value === undefined) {
            return [];
        }
        const key = String(value).toLowerCase();
        const first = seen.get(key);
        if (first === undefined) {
            seen.set(key, path);
            return [];
        }
        return [{ path, value, message: `is used already at ${pathText(first)}. ${remedy}` }];
    });
}

function field<T, K extends keyof T & string>(
    entries: readonly { at: ConfigPath; item: T }[],
    name: K,
): { path: ConfigPath; value: T[K] }[] {
    return entries.map(({ at, item }) => ({ path: [...at, name], value: item[name] }));
}

/** Names, machine numbers and MAC addresses that must be unique. */
export const duplicates: Check = (draft) => {
    const hosts = hostsOf(draft);
    const nodes = nodesOf(draft);
    const targets = entriesAt(["backup", "targets"], draft.backup?.targets);
    const dns = (draft.network?.lan?.dns ?? []).map((value, index) => ({
        path: ["network", "lan", "dns", index],
        value,
    }));
    const pools = hosts.flatMap(({ at, item }) => {
        const entries = entriesAt([...at, "storagePools"], item.storagePools);
        return repeated(field(entries, "id"), "List each pool of a host once.");
    });
    return [
        ...repeated(field(hosts, "name"), "List each host once."),
        ...pools,
        ...repeated(field(nodes, "name"), "Give each node a name of its own."),
        ...repeated(field(nodes, "vmId"), "Give each machine a number of its own."),
        ...repeated(field(nodes, "mac"), "Give each machine a MAC address of its own."),
        ...repeated(dns, "List each DNS server once."),
        ...repeated(field(targets, "name"), "Give each target a name of its own."),
    ];
};
