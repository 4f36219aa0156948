import { faultsInConfigMap } from "../views/config-map-credentials";
import { faultsInContainers } from "../views/container-credentials";
import { faultsInRelease } from "../views/release-credentials";
import type { Resource } from "../engine/resource";
import { joinVerdicts, judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { objectsOf } from "../views/kube-object";
import { podsOf } from "../views/pods";
import { releaseOf } from "../views/releases";

/** Pods, charts and config maps name their secrets; they never contain them. */
export const credentialByReference: ResourceRule = {
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
    scope: "resource",
    judge,
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
