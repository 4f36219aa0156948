import { textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { shown } from "../views/kube-object";
import { machinesIn } from "../views/machines";
import { storageClasses } from "../views/storage-class";

/** A disk of one host cannot be attached to a machine on another. */
export const storageClassWaitsForPod: StackRule = {
    id: "SCL-02",
    name: "storage-class-waits-for-pod",
    description:
        "Where machines stand on several hosts, storage classes must make a volume only when its pod has a node.",
    clause: { section: "Storage Classes", line: 155 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set volumeBindingMode to WaitForFirstConsumer. Immediate is sound with a single host only: " +
        "with more the volume may lie where its pod cannot run.",
    scope: "stack",
    judge,
};

function judge(stack: Stack): Verdict {
    const hosts = new Set(machinesIn(stack).map(({ host }) => host));
    return judgeEach(storageClasses(stack), ({ body, name }) => {
        const mode = textAt(body, "volumeBindingMode");
        const known = mode === "WaitForFirstConsumer" || (mode === "Immediate" && hosts.size <= 1);
        return known
            ? []
            : [
                  `The storage class ${shown(name)} must set volumeBindingMode to ` +
                      `WaitForFirstConsumer${hosts.size <= 1 ? " or Immediate" : ""}.`,
              ];
    });
}
