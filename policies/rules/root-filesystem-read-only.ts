import { oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** What a break-in writes is gone, because nothing can be written. */
export const rootFilesystemReadOnly = objectRule({
    id: "POD-08",
    name: "root-filesystem-read-only",
    description: "Containers must have a read-only root file system.",
    clause: { section: "Data Classification", line: 496 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes.",
    subjects: "pods",
    strictness: "restricted",
    requirements: [
        {
            of: "container",
            must: oneOf("securityContext.readOnlyRootFilesystem", true),
            says: "set readOnlyRootFilesystem to true",
        },
    ],
});
