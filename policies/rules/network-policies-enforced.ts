import { at } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Path, Value } from "../engine/value";
import { documentsOfKind, machineConfigs, patched } from "../views/machine-configs";
import { releasesIn } from "../views/releases";

/** Policies that no network plugin reads deny nothing. */
export const networkPoliciesEnforced: StackRule = {
    id: "NET-04",
    name: "network-policies-enforced",
    description: "The nodes must run a network plugin that enforces network policies.",
    clause: { section: "Access Control", line: 371 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Install Cilium with policy enforcement on, and switch Talos' own plugin off (cluster.network.cni.name none).",
    scope: "stack",
    judge,
};

function judge(stack: Stack): Verdict {
    const cilium = releasesIn(stack).filter(({ chart }) => chart === "cilium");
    const isEnforced =
        cilium.length > 0 &&
        cilium.every(({ values }) => {
            const is = (path: Path, ...sound: readonly Value[]) =>
                [undefined, null, ...sound].includes(at(values, ...path));
            return (
                is(["policyEnforcementMode"], "default", "always") &&
                // In this mode what a policy denies is written down, and let through.
                is(["policyAuditMode"], false) &&
                is(["k8sNetworkPolicy", "enabled"], true)
            );
        });
    return judgeEach(machineConfigs(stack), (config) => {
        const own = patched(config, "cluster", "network", "cni", "name").at(-1);
        const flannelEnforces = documentsOfKind(config, "FlannelConfig").some(
            (document) => at(document, "kubeNetworkPoliciesEnabled") === true,
        );
        if (flannelEnforces || (isEnforced && own === "none")) {
            return [];
        }
        return own === "none"
            ? [
                  `The ${config.title} must have a network plugin that enforces policies: install Cilium.`,
              ]
            : [
                  `The ${config.title} must switch Talos' own network plugin off, which enforces no policies.`,
              ];
    });
}
