import type { Stack } from "../engine/resource";
import { judgeEach, notApplicable, type StackRule, type Verdict } from "../engine/rule";
import { snapshotJobs } from "../views/etcd-snapshots";
import { isControlPlane, machinesIn } from "../views/machines";

/** One control plane has the only copy of the cluster's state, so what it lost since is gone. */
export const loneEtcdSnapshottedOften: StackRule = {
    id: "ETC-04",
    name: "lone-etcd-snapshotted-often",
    description: "With a single control plane, etcd must be copied every six hours at least.",
    clause: { section: "Kubernetes State (etcd)", line: 227 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Let talos-backup run every six hours, as catalogue/backup/schedules.ts has it, or add two control planes.",
    scope: "stack",
    judge,
};

const most = 6;

function judge(stack: Stack): Verdict {
    const planes = machinesIn(stack).filter(isControlPlane);
    if (planes.length > 1) {
        return notApplicable("Several control planes have etcd.");
    }
    return judgeEach(planes.length === 0 ? [] : snapshotJobs(stack), ({ title, hours }) =>
        hours !== undefined && hours <= most
            ? []
            : [
                  `The ${title} must run every ${String(most)} hours at least: there is one control plane.`,
              ],
    );
}
