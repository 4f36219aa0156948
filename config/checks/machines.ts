import { gibibytes, type Size } from "../../catalogue/units";
import type { Problem } from "../problem";
import { type Check, nodesOf } from "./check";

/**
 * What Talos needs at least.
 *
 * @see https://www.talos.dev/latest/introduction/system-requirements/
 */
const minimums = {
    controlplane: { title: "control plane", cores: 2, memory: "2Gi" },
    worker: { title: "worker", cores: 1, memory: "1Gi" },
} as const;

const minimumDisk: Size = "10Gi";

/** The number the Proxmox CSI driver gives the volumes it makes as their owner. */
const csiVmId = 9999;

const atLeast = (size: Size, minimum: Size) => gibibytes(size) >= gibibytes(minimum);

/** Machines large enough for Talos, in the units Proxmox counts in, with a number of their own. */
export const machines: Check = (draft) =>
    nodesOf(draft).flatMap(({ at, item: { role, cores, memory, disk, vmId } }) => {
        const problems: Problem[] = [];
        const add = (name: string, value: unknown, message: string) =>
            problems.push({ path: [...at, name], value, message });
        if (vmId === csiVmId) {
            add("vmId", vmId, "is the number of the Proxmox CSI driver's volumes. Choose another.");
        }
        const minimum = role && minimums[role];
        if (minimum && cores !== undefined && cores < minimum.cores) {
            add("cores", cores, `is too few for a ${minimum.title}. Use ${minimum.cores} or more.`);
        }
        if (minimum && memory !== undefined && !atLeast(memory, minimum.memory)) {
            add(
                "memory",
                memory,
                `is too little for a ${minimum.title}. Use ${minimum.memory} or more.`,
            );
        }
        if (memory !== undefined && !Number.isInteger(gibibytes(memory) * 1024)) {
            add(
                "memory",
                memory,
                "is not a whole number of Mi, which Proxmox counts in. Round it.",
            );
        }
        if (disk !== undefined && !atLeast(disk, minimumDisk)) {
            add("disk", disk, `is too small for Talos. Use ${minimumDisk} or more.`);
        } else if (disk !== undefined && !Number.isInteger(gibibytes(disk))) {
            add("disk", disk, "is not a whole number of Gi, which Proxmox counts in. Round it.");
        }
        return problems;
    });
