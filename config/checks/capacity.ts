import { gibibytes, type Size } from "../../catalogue/units";
import type { Problem } from "../problem";
import type { Draft } from "../salvage";
import { type Check, entriesAt, hostsInUse, nodesOf } from "./check";
import { type Volume, volumesOf } from "./volumes";

/** One pool on one host: its room and what node disks take of it, in GiB. */
interface PoolRoom {
    readonly path: readonly (string | number)[];
    readonly id: string;
    readonly host: string;
    readonly kind: string;
    readonly size: Size;
    readonly gib: number;
    readonly disks: number;
}

const rounded = (gib: number) => `${Math.round(gib * 100) / 100}Gi`;

/** The room on each host in use, or `undefined` when a size that counts is not known. */
function roomsOf(draft: Draft): readonly PoolRoom[] | undefined {
    const nodes = nodesOf(draft).map(({ item }) => item);
    const pools = hostsInUse(draft).flatMap(({ at, item: host }) =>
        entriesAt([...at, "storagePools"], host.storagePools).map(({ at: path, item }) => {
            const disks = nodes
                .filter((node) => node.host === host.name && node.pool === item.id)
                .map((node) => node.disk);
            return { path: [...path, "size"], host: host.name, ...item, disks };
        }),
    );
    const rooms = pools.flatMap(({ path, host, id, kind, size, disks }): PoolRoom[] => {
        const known = disks.filter((disk) => disk !== undefined);
        if (!host || !id || !kind || !size || known.length < disks.length) {
            return [];
        }
        const used = known.reduce((sum, disk) => sum + gibibytes(disk), 0);
        return [{ path, id, host, kind, size, gib: gibibytes(size), disks: used }];
    });
    return rooms.length === pools.length ? rooms : undefined;
}

/** Disks of all hosts share an NFS pool; other pools are their host's own. */
function together(rooms: readonly PoolRoom[]): readonly number[] {
    const [first] = rooms;
    if (first?.kind !== "nfs") {
        return rooms.map(({ gib, disks }) => Math.max(0, gib - disks));
    }
    const disks = rooms.reduce((sum, room) => sum + room.disks, 0);
    return [Math.max(0, Math.min(...rooms.map(({ gib }) => gib)) - disks)];
}

/** Volumes are attached where pods of apps run, which is on workers; an NFS pool is one for all hosts. */
function runsApps(draft: Draft, host: string): boolean {
    return nodesOf(draft).some(({ item }) => item.host === host && item.role !== "controlplane");
}

function volumeProblems(id: string, volumes: readonly Volume[], rooms: readonly PoolRoom[]) {
    const [first] = rooms;
    if (first === undefined) {
        return [];
    }
    const free = together(rooms);
    const most = Math.max(...free);
    const tooBig = volumes.filter(({ gib }) => gib > most);
    if (tooBig.length > 0) {
        return tooBig.map(({ path: at, title, size }) => ({
            path: at,
            value: size,
            message: `volume ${title} is bigger than the ${rounded(most)} that node disks leave of pool ${id} on any host. Shrink it or enlarge the pool.`,
        }));
    }
    const total = free.reduce((sum, room) => sum + room, 0);
    const needed = volumes.reduce((sum, { gib }) => sum + gib, 0);
    const where = free.length > 1 ? `on ${free.length} hosts together` : "after node disks";
    const message = `pool ${id} has ${rounded(total)} left ${where} and the apps' volumes need ${rounded(needed)}. Enlarge it, shrink volumes or turn an app off.`;
    return needed > total ? [{ path: first.path, value: first.size, message }] : [];
}

/** Node disks fit each host's pool; the apps' volumes fit what is left on all hosts with workers. */
export const capacity: Check = (draft, apps) => {
    const rooms = roomsOf(draft);
    if (rooms === undefined) {
        return [];
    }
    const disks = rooms
        .filter((room) => room.disks > room.gib)
        .map(({ path, id, host, size, disks: used }): Problem => {
            const message = `pool ${id} is too small for the disks of the nodes on host ${host}, which need ${rounded(used)}. Enlarge it or shrink the disks.`;
            return { path, value: size, message };
        });
    const volumes = volumesOf(draft, apps);
    const reached = rooms.filter(({ host, kind }) => kind === "nfs" || runsApps(draft, host));
    const ids = [...new Set(reached.map(({ id }) => id))];
    const full = ids.flatMap((id) =>
        volumeProblems(
            id,
            volumes.filter(({ pool }) => pool === id),
            reached.filter((room) => room.id === id),
        ),
    );
    return disks.length > 0 ? disks : full;
};
