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

/** One slip for each rule that is not in `untried`. */
export const slips: readonly Slip[] = [
    ...dataSlips,
    ...backupSlips,
    ...publicSlips,
    ...storageSlips,
    ...podSlips,
    ...machineSlips,
    ...platformSlips,
];

/** Rules for which the program cannot be made to slip here, and why. */
export const untried: Readonly<Record<string, string>> = {
    "job-cleaned-up": "Advisory, and no job runs on the shipped stack.",
};

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
