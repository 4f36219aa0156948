import { type ObjectRule, objectRule } from "../conditions/object-rule";
import type { Resource } from "../engine/resource";
import { joinVerdicts, judgeEach, type Verdict } from "../engine/rule";
import { faultsInConfigMap } from "../views/config-map-credentials";
import { faultsInContainers } from "../views/container-credentials";
import { objectsOf } from "../views/kube-object";
import { configMapRequirements, podRequirements } from "../views/plain-credentials";
import { podsOf } from "../views/pods";
import { faultsInRelease } from "../views/release-credentials";
import { releaseOf } from "../views/releases";

const inPods = objectRule({
    id: "SEC-03",
    name: "credential-by-reference",
    description:
        "Credentials must not be written into environment variables, commands, config maps or Helm values.",
    clause: { section: "Access Control", line: 364 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Seal the credential and refer to it: valueFrom.secretKeyRef in a pod, existingSecret (or " +
        "what the chart calls it) in Helm values. Values must be known at preview to be checked.",
    subjects: "pods",
    requirements: podRequirements,
});

/**
 * Pods, charts and config maps name their secrets; they never contain them. The API server asks the
 * same detectors of each text by itself; here also lines of files, flags with their values and
 * Helm's values are read, and what was found is said more exactly.
 */
export const credentialByReference: ObjectRule = { ...inPods, judge };

/** What the API server asks of config maps by the same rule. */
export const configMapWithoutCredential: ObjectRule = {
    ...credentialByReference,
    subjects: [{ group: "core", version: "v1", kind: "ConfigMap", plural: "configmaps" }],
    requirements: configMapRequirements,
};

function judge(resource: Resource): Verdict {
    const release = releaseOf(resource);
    const configMaps = objectsOf(resource).filter(
        ({ group, kind }) => group === "core" && kind === "ConfigMap",
    );
    return joinVerdicts(
        judgeEach(release === undefined ? [] : [release], faultsInRelease),
        judgeEach(
            podsOf(resource).map((pod) => ({ resource, pod })),
            ({ pod }) => faultsInContainers(pod),
        ),
        judgeEach(configMaps, faultsInConfigMap),
    );
}
