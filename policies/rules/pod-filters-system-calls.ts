import { absentOr, all, any, each, empty, noneOf, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { containerLists } from "../views/pods";

const profiles = ["RuntimeDefault", "Localhost"];

const unconfined = all(
    noneOf("securityContext.appArmorProfile.type", "Unconfined"),
    empty("securityContext.seLinuxOptions.user"),
    empty("securityContext.seLinuxOptions.role"),
);

/** The kernel answers the usual calls only. */
export const podFiltersSystemCalls = objectRule({
    id: "POD-05",
    name: "pod-filters-system-calls",
    description:
        "Pods must have the runtime's seccomp profile or one of their own, and no weakened AppArmor or SELinux.",
    clause: { section: "Data Classification", line: 496 },
    severity: "medium",
    level: "mandatory",
    remediation: "Set securityContext.seccompProfile.type to RuntimeDefault on the pod.",
    subjects: "pods",
    strictness: "restricted",
    requirements: [
        {
            must: any(
                oneOf("securityContext.seccompProfile.type", ...profiles),
                all(
                    ...containerLists.map((list) =>
                        each(list, oneOf("securityContext.seccompProfile.type", ...profiles)),
                    ),
                ),
            ),
            says: "set seccompProfile to RuntimeDefault, on the pod or on each container",
        },
        {
            must: unconfined,
            says: "not run without AppArmor, nor choose an SELinux user or role",
        },
        {
            of: "container",
            must: all(absentOr("securityContext.seccompProfile.type", ...profiles), unconfined),
            says: "not weaken seccomp, AppArmor or SELinux",
        },
    ],
});
