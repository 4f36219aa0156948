import type { Edit } from "../support";
import { backupSlips } from "./backup-slips";
import { dataSlips } from "./data-slips";
import { machineSlips } from "./machine-slips";
import { platformSlips } from "./platform-slips";
import { podSlips } from "./pod-slips";
import { publicSlips } from "./public-slips";
import type { Slip } from "./slip";
import { storageSlips } from "./storage-slips";

export type { Slip } from "./slip";

/** At least one slip for each rule. */
export const slips: readonly Slip[] = [
    ...dataSlips,
    ...backupSlips,
    ...publicSlips,
    ...storageSlips,
    ...podSlips,
    ...machineSlips,
    ...platformSlips,
];

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
