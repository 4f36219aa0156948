import { absentOr, all } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** No container is the node's root. */
export const podUnprivileged = objectRule({
    id: "POD-01",
    name: "pod-unprivileged",
    description: "Containers must not be privileged.",
    clause: { section: "Data Classification", line: 496 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Leave securityContext.privileged out; ask for the one capability or device that is needed.",
    subjects: "pods",
    strictness: "baseline",
    requirements: [
        {
            of: "container",
            must: all(
                absentOr("securityContext.privileged", false),
                absentOr("securityContext.windowsOptions.hostProcess", false),
            ),
            says: "not be privileged",
        },
    ],
});
