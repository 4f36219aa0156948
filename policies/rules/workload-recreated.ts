import { absentOr, any, each, empty, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

const deploymentKind = {
    group: "apps",
    version: "v1",
    kind: "Deployment",
    plural: "deployments",
} as const;
const withoutClaim = each("spec.template.spec.volumes", empty("persistentVolumeClaim"));

/** Two copies of a program never write to one volume. */
export const workloadRecreated = objectRule({
    id: "ACC-02",
    name: "workload-recreated",
    description:
        "Deployments with a claim must have one replica at most, and must stop the old pod before the new one starts.",
    clause: { section: "Access Control", line: 369 },
    severity: "high",
    level: "mandatory",
    remediation: "Set spec.strategy.type to Recreate and spec.replicas to 1.",
    subjects: [deploymentKind],
    requirements: [
        {
            must: any(withoutClaim, absentOr("spec.replicas", 0, 1)),
            says: "have one replica at most",
        },
        {
            must: any(withoutClaim, oneOf("spec.strategy.type", "Recreate")),
            says: "set its strategy to Recreate: it mounts a claim",
        },
    ],
});
