import type { Edit } from "../support";
import { dataSlips } from "./data-slips";
import { machineSlips } from "./machine-slips";
import { podSlips } from "./pod-slips";
import type { Slip } from "./slip";
import { storageSlips } from "./storage-slips";

export type { Slip } from "./slip";

/** One slip for each rule. */
export const slips: readonly Slip[] = [...dataSlips, ...storageSlips, ...podSlips, ...machineSlips];

/** All slips at once, by the resource that is edited. */
export function allEdits(): Readonly<Record<string, Edit>> {
    const edits = new Map<string, Edit>();
    for (const { on, edit } of slips) {
        const before = edits.get(on);
        edits.set(on, (args) => {
            before?.(args);
            edit(args);
        });
    }
    return Object.fromEntries(edits);
}
