import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { machineOf } from "../views/machines";

/** What is ignored wholesale can drift unseen: a disk taken off, a firewall turned off. */
export const machineIgnoresExactPaths: ResourceRule = {
    id: "PVE-07",
    name: "machine-ignores-exact-paths",
    description:
        "Virtual machines must ignore changes by exact paths only, never of all disks or devices.",
    clause: { section: "Storage Backend (Proxmox)", line: 160 },
    severity: "medium",
    level: "mandatory",
    remediation: "Name the element: disks[0] or disks[0].speed instead of disks or *.",
    scope: "resource",
    judge,
};

/** Lists and objects whose parts matter one by one. */
const wholes = /^(disks|networkDevices|initialization|cpu|memory|tpmState|efiDisk|agent|startup)$/;

function judge(resource: Resource): Verdict {
    return judgeEach(machineOf(resource), ({ title }) =>
        resource.ignoreChanges
            .filter((path) => path.includes("*") || wholes.test(path))
            .map(
                (path) =>
                    `The ${title} must not ignore changes of ${/^[\w*[\].]+$/.test(path) ? path : "a whole"}: name the exact path.`,
            ),
    );
}
