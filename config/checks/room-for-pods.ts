import type { AnyApp } from "../../catalogue/app-spec";
import { effectiveApp } from "../../catalogue/effective-app";
import { type Demand, demandOf, roomOf, unplaced } from "../../catalogue/requests/demand";
import { type Share, sum } from "../../catalogue/requests/share";
import { gibibytes } from "../../catalogue/units";
import type { Problem } from "../problem";
import type { Draft } from "../salvage";
import { type Check, nodesOf } from "./check";
import { machines } from "./machines";
import { partsOf } from "./platform-parts";

/** The nodes have the memory and the cores that pods request of what is switched on. */
export const roomForPods: Check = (draft, apps) => {
    const nodes = nodesOf(draft).map(({ at, item }) => {
        const { role, cores, memory } = item;
        const known = role !== undefined && cores !== undefined && memory !== undefined;
        return { at, item, role, room: known && roomOf(role, cores, gibibytes(memory)) };
    });
    const demand = demandIn(draft, apps);
    // A machine that is too small by itself is told so already.
    const small = machines(draft, apps).length > 0;
    if (small || demand === undefined || nodes.some(({ room }) => room === false)) {
        return [];
    }
    const rooms = (role: string) =>
        nodes.flatMap((node) =>
            node.role === role && node.room !== false ? [{ ...node, room: node.room }] : [],
        );
    return [
        ...rooms("controlplane").flatMap((node) => tooSmall(node, demand.perControlPlane)),
        ...workersFull(
            draft,
            demand,
            rooms("worker").map(({ room }) => room),
        ),
    ];
};

function tooSmall(
    { at, item, room }: { at: Problem["path"]; item: { name?: string | undefined }; room: Share },
    needed: Share,
): Problem[] {
    const message = `has ${written(room)} for pods, and those of a control plane request ${written(needed)}. Give it more.`;
    return fits(needed, room) ? [] : [{ path: at, value: item.name, message }];
}

function workersFull(
    draft: Draft,
    { perWorker, pods }: Demand,
    rooms: readonly Share[],
): Problem[] {
    const left = rooms.map(({ cpu, memory }) => ({
        cpu: Math.max(0, cpu - perWorker.cpu),
        memory: Math.max(0, memory - perWorker.memory),
    }));
    const first = rooms.length === 0 ? undefined : unplaced(pods, left);
    if (first === undefined) {
        return [];
    }
    const workers = rooms.length === 1 ? "the worker has" : `${rooms.length} workers have`;
    const message = `pods of what is switched on request ${written(sum(pods))}, ${workers} ${written(sum(left))} for them beside their own, and ${first.title} (${written(first)}) finds no place. Give workers more, add one, or turn an app off.`;
    return [{ path: ["cluster", "nodes"], value: draft.cluster?.nodes, message }];
}

const fits = (needed: Share, room: Share) => needed.cpu <= room.cpu && needed.memory <= room.memory;

const written = ({ cpu, memory }: Share) =>
    `${Math.round((memory / 1024) * 100) / 100}Gi and ${cpu / 1000} cores`;

/** `undefined` while a choice that counts is wrong by itself. */
function demandIn(draft: Draft, apps: readonly AnyApp[]): Demand | undefined {
    const parts = partsOf(draft);
    const on = apps.filter(({ name }) => draft.apps?.[name]?.enabled === true);
    const chosen = on.map((app) => {
        const { options = {}, databases } = draft.apps?.[app.name] ?? {};
        const valid =
            Object.keys(app.options).every((name) => options[name] !== undefined) &&
            Object.values(databases ?? {}).every((one) => one?.instances !== undefined);
        return { app, options, databases, valid };
    });
    if (draft.apps === undefined || parts === undefined || chosen.some(({ valid }) => !valid)) {
        return undefined;
    }
    return demandOf(
        chosen.map(({ app, options, databases = {} }) => ({
            app: effectiveApp(app, options),
            choice: { options, databases, archived: parts.includes("firstBucket") } as const,
        })),
        parts,
    );
}
