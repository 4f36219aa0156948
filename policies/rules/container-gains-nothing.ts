import { oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** No process gets more rights than its parent had. */
export const containerGainsNothing = objectRule({
    id: "POD-03",
    name: "container-gains-nothing",
    description: "Containers must not allow privilege escalation.",
    clause: { section: "Data Classification", line: 496 },
    severity: "high",
    level: "mandatory",
    remediation: "Set securityContext.allowPrivilegeEscalation to false.",
    subjects: "pods",
    strictness: "restricted",
    requirements: [
        {
            of: "container",
            must: oneOf("securityContext.allowPrivilegeEscalation", false),
            says: "set allowPrivilegeEscalation to false",
        },
    ],
});
