import { at, isAbsent, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { shown } from "../views/kube-object";

/** A cluster that cannot be reached, or whose certificates were renewed, is still the same cluster. */
export const clusterProviderSafe: ResourceRule = {
    id: "ENG-02",
    name: "cluster-provider-safe",
    description:
        "Kubernetes providers must know their cluster by a name of its own and must never drop or adopt objects unasked.",
    clause: { section: "Infrastructure Data", line: 110 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Set clusterIdentifier; without it a renewed kubeconfig replaces every object. Leave " +
        "enableServerSideApply on, and deleteUnreachable, skipUpdateUnreachable and " +
        "upsertExistingObjects off.",
    scope: "resource",
    judge,
};

const off = ["deleteUnreachable", "skipUpdateUnreachable", "upsertExistingObjects"];

function judge(resource: Resource): Verdict {
    const subjects = resource.type === "pulumi:providers:kubernetes" ? [{ resource }] : [];
    return judgeEach(subjects, ({ resource: { props, name } }) => {
        const title = `Kubernetes provider ${shown(name)}`;
        return [
            ...(textAt(props, "clusterIdentifier") === undefined
                ? [`The ${title} must set clusterIdentifier to a value known at preview.`]
                : []),
            ...(isFalse(at(props, "enableServerSideApply"))
                ? [`The ${title} must not turn enableServerSideApply off.`]
                : []),
            ...off
                .filter((key) => !isAbsent(at(props, key)) && !isFalse(at(props, key)))
                .map((key) => `The ${title} must not set ${key}.`),
        ];
    });
}

/** Providers get their properties as text. */
function isFalse(value: Value): boolean {
    return value === false || value === "false";
}
