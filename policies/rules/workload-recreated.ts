import { at, isEmpty, isList, listAt } from "../engine/read";
import type { Value } from "../engine/value";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { namespaced } from "../views/kube-object";
import { podsOf } from "../views/pods";

/** Two copies of a program never write to one volume. */
export const workloadRecreated: ResourceRule = {
    id: "ACC-02",
    name: "workload-recreated",
    description:
        "Deployments with a claim must have one replica at most, and must stop the old pod before the new one starts.",
    clause: { section: "Access Control", line: 369 },
    severity: "high",
    level: "mandatory",
    remediation: "Set spec.strategy.type to Recreate and spec.replicas to 1.",
    scope: "resource",
    judge,
};

function judge(resource: Resource): Verdict {
    const deployments = podsOf(resource).filter(({ object }) => object.kind === "Deployment");
    return judgeEach(
        deployments.map((pod) => ({ resource, pod })),
        ({ pod: { object, spec } }) => {
            const hasClaim =
                listAt(spec, "volumes").some(
                    (volume: Value) => !isEmpty(at(volume, "persistentVolumeClaim")),
                ) || isUnreadable(at(spec, "volumes"));
            const replicas = at(object.body, "spec", "replicas") ?? 1;
            const title = `The Deployment ${namespaced(object)} must`;
            return !hasClaim
                ? []
                : [
                      ...(replicas === 0 || replicas === 1
                          ? []
                          : [`${title} have one replica at most.`]),
                      ...(at(object.body, "spec", "strategy", "type") === "Recreate"
                          ? []
                          : [`${title} set its strategy to Recreate: it mounts a claim.`]),
                  ];
        },
    );
}

/** Neither absent nor a list that is known. */
function isUnreadable(volumes: Value): boolean {
    return !isEmpty(volumes) && !isList(volumes);
}
