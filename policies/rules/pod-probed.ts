import { any, empty, present } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** A program that hangs is noticed and started anew. */
export const podProbed = objectRule({
    id: "POD-10",
    name: "pod-probed",
    description: "Containers that serve must have a readiness and a liveness or startup probe.",
    clause: { section: "Data Observability", line: 450 },
    severity: "low",
    level: "advisory",
    remediation: "Set readinessProbe and livenessProbe on containers that open ports.",
    subjects: "pods",
    requirements: [
        {
            of: "container",
            must: any(empty("ports"), present("readinessProbe")),
            says: "have a readiness probe on containers that open ports",
        },
        {
            of: "container",
            must: any(empty("ports"), present("livenessProbe"), present("startupProbe")),
            says: "have a liveness or startup probe on containers that open ports",
        },
    ],
});
