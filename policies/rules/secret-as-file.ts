import { all, each, empty } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** Environment variables show up in crash reports and child processes; files do not. */
export const secretAsFile = objectRule({
    id: "SEC-06",
    name: "secret-as-file",
    description: "Containers must read secrets from files rather than from their environment.",
    clause: { section: "Data Classification", line: 497 },
    severity: "low",
    level: "advisory",
    remediation: "Mount the secret as a volume, where the program can read it from a file.",
    subjects: "pods",
    requirements: [
        {
            of: "container",
            must: all(
                each("env", empty("valueFrom.secretKeyRef.name")),
                each("envFrom", empty("secretRef.name")),
            ),
            says: "read its secrets from files",
        },
    ],
});
