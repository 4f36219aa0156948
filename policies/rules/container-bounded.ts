import { all, present } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** One app cannot take the memory of all others. */
export const containerBounded = objectRule({
    id: "POD-09",
    name: "container-bounded",
    description: "Containers must request cpu and memory, and must have a limit of memory.",
    clause: { section: "Database Optimization", line: 531 },
    severity: "medium",
    level: "mandatory",
    remediation:
        "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory.",
    subjects: "pods",

    requirements: [
        {
            of: "container",
            must: all(present("resources.requests.cpu"), present("resources.requests.memory")),
            says: "request cpu and memory",
        },
        {
            of: "container",
            must: present("resources.limits.memory"),
            says: "have a limit of memory",
        },
    ],
});
