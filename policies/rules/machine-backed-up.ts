import { at, isList, listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import {
    joinVerdicts,
    judgeEach,
    notApplicable,
    type StackRule,
    type Verdict,
} from "../engine/rule";
import type { Value } from "../engine/value";
import { backupFacts } from "../views/backup-targets";
import { type KubeObject, objectsIn, shown } from "../views/kube-object";
import { isControlPlane, type Machine, machinesIn } from "../views/machines";

/** Machines come back whole where a target takes them; the cluster's volumes go another way. */
export const machineBackedUp: StackRule = {
    id: "PVE-06",
    name: "machine-backed-up",
    description:
        "Where a target takes machines, a job of Proxmox must copy each of them, with the disks of control planes, and no volume of the cluster.",
    clause: { section: "Data Backup", line: 316 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Let the backup job name the number of every machine, leave backup on for the disks of " +
        "control planes, and take the parameter backup off storage classes: a machine that is put " +
        "back with old volumes in it takes the place of newer ones.",
    scope: "stack",
    judge,
};

const jobToken = "proxmoxve:backup/job:Job";

function judge(stack: Stack): Verdict {
    const jobs = stack.resources.filter(({ type }) => type === jobToken);
    const isTaken = [...backupFacts(stack).targets.values()].some(
        ({ kind }) => kind === "proxmox-backup-server",
    );
    if (jobs.length === 0 && !isTaken) {
        return notApplicable("No target takes machines.");
    }
    const copied = jobs.filter(({ props }) => at(props, "enabled") !== false);
    return joinVerdicts(
        judgeEach(machinesIn(stack), (machine) => [
            ...(copied.some(({ props }) => covers(props, machine.vmId))
                ? []
                : [`The ${machine.title} must be in a backup job: add its number to vmids.`]),
            ...diskFaults(machine),
        ]),
        judgeEach(
            objectsIn(stack, "storage.k8s.io", "StorageClass", "VolumeAttributesClass"),
            classFaults,
        ),
    );
}

function covers(job: Value, vmId: Value): boolean {
    if (typeof vmId !== "number") {
        return false;
    }
    const names = (key: string) =>
        [vmId, String(vmId)].some((number) => listAt(job, key).includes(number));
    return names("vmids") || (at(job, "all") === true && !names("excludes"));
}

/** Nothing else has what is on a control plane's disk; what workers have is made again. */
function diskFaults(machine: Machine): readonly string[] {
    const disks = at(machine.resource.props, "disks");
    return !isControlPlane(machine) ||
        (isList(disks) && disks.every((disk) => (at(disk, "backup") ?? true) === true))
        ? []
        : [`The ${machine.title} must keep backup on for all its disks.`];
}

function classFaults({ kind, name, body }: KubeObject): readonly string[] {
    const backup = at(body, "parameters", "backup") ?? "false";
    return backup === "false"
        ? []
        : [`The ${kind} ${shown(name)} must leave its volumes out of machines' backups.`];
}
