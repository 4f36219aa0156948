import { absentOr, all, any, each, noneOf, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { containerLists } from "../views/pods";

const own = oneOf("securityContext.runAsNonRoot", true);

/** Nothing runs as root, not even inside a container. */
export const podRunsAsUser = objectRule({
    id: "POD-04",
    name: "pod-runs-as-user",
    description: "Containers must run as a user who is not root.",
    clause: { section: "Data Classification", line: 496 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set runAsNonRoot to true on the pod, and a user other than 0 where the image names none.",
    subjects: "pods",
    strictness: "restricted",
    requirements: [
        {
            must: any(
                oneOf("securityContext.runAsNonRoot", true),
                all(...containerLists.map((list) => each(list, own))),
            ),
            says: "set runAsNonRoot to true, on the pod or on each container",
        },
        {
            must: noneOf("securityContext.runAsUser", 0),
            says: "not run as user 0",
        },
        {
            of: "container",
            must: all(
                absentOr("securityContext.runAsNonRoot", true),
                noneOf("securityContext.runAsUser", 0),
            ),
            says: "not run as root",
        },
    ],
});
