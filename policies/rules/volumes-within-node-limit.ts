import { listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, notApplicable, type StackRule, type Verdict } from "../engine/rule";
import { machinesIn, volumesTag } from "../views/machines";
import { volumeHolders } from "../views/volumes";

/** A machine takes so many disks; the pod that needs one more never starts. */
export const volumesWithinNodeLimit: StackRule = {
    id: "XLY-03",
    name: "volumes-within-node-limit",
    description:
        "All volumes of the stack must find room on its machines, which take 24 each, also with one machine down.",
    clause: { section: "Persistent Volume Provisioning", line: 131 },
    severity: "medium",
    level: "mandatory",
    remediation: "Add a worker, or turn off an app with volumes.",
    scope: "stack",
    judge,
};

/** The driver's own limit; a virtual SCSI controller ends at 30. */
const perMachine = 24;

function judge(stack: Stack): Verdict {
    const carriers = machinesIn(stack).filter(({ resource }) =>
        listAt(resource.props, "tags").includes(volumesTag),
    );
    const volumes = volumeHolders(stack).reduce((sum, { requests }) => sum + requests.length, 0);
    if (carriers.length === 0) {
        return volumes === 0
            ? notApplicable()
            : notApplicable("No machine is tagged as one that volumes are attached to.");
    }
    // A single machine that is down takes all its pods with it anyway.
    // Said once, and of the same machine each time: the engine's order varies.
    const [first] = [...carriers].sort((one, other) => one.name.localeCompare(other.name));
    const room = Math.max(1, carriers.length - 1) * perMachine;
    return judgeEach(carriers, (carrier) =>
        volumes <= room || carrier !== first
            ? []
            : [
                  `The ${carrier.title} and its like must have room for ${String(volumes)} volumes, but take ` +
                      `${String(room)} with one machine down.`,
              ],
    );
}
