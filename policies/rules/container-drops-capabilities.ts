import { containing, each, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** Containers give up root's single powers too. */
export const containerDropsCapabilities = objectRule({
    id: "POD-06",
    name: "container-drops-capabilities",
    description: "Containers must drop all capabilities, and may add none but NET_BIND_SERVICE.",
    clause: { section: "Data Classification", line: 496 },
    severity: "high",
    level: "mandatory",
    remediation: "Set securityContext.capabilities.drop to [ALL].",
    subjects: "pods",
    strictness: "restricted",
    requirements: [
        {
            of: "container",
            must: containing("securityContext.capabilities.drop", "ALL"),
            says: "drop all capabilities",
        },
        {
            of: "container",
            must: each("securityContext.capabilities.add", oneOf("", "NET_BIND_SERVICE")),
            says: "add no capability but NET_BIND_SERVICE",
        },
    ],
});
