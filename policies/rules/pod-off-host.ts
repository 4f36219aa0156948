import { absentOr, all, each } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** Pods have a network, processes and memory of their own. */
export const podOffHost = objectRule({
    id: "POD-02",
    name: "pod-off-host",
    description: "Pods must not share the network, processes or ports of their node.",
    clause: { section: "Access Control", line: 371 },
    severity: "high",
    level: "mandatory",
    remediation: "Remove hostNetwork, hostPID, hostIPC and hostPort; publish the pod by a service.",
    subjects: "pods",
    strictness: "baseline",
    requirements: [
        {
            must: all(
                absentOr("hostNetwork", false),
                absentOr("hostPID", false),
                absentOr("hostIPC", false),
            ),
            says: "not set hostNetwork, hostPID or hostIPC",
        },
        {
            of: "container",
            must: each("ports", absentOr("hostPort", 0)),
            says: "not set hostPort",
        },
    ],
});
