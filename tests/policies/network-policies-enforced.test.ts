import { networkPoliciesEnforced } from "../../policies/rules/network-policies-enforced";
import { resource, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";

const apply = "talos:machine/configurationApply:ConfigurationApply";
const labels = "machine:\n  nodeLabels:\n    a: b\n";
const noCni = "cluster:\n  network:\n    cni:\n      name: none\n";
const config = { node: "192.168.10.21", configPatches: [labels, noCni] };
const node = resource(apply, "config", config);
const nodeSays = "The machine configuration config must";
const patches = (...configPatches: unknown[]) => ({ configPatches });

const release = "kubernetes:helm.sh/v3:Release";
const cilium = (values: object) =>
    resource(release, "cilium", {
        name: "cilium",
        namespace: "kube-system",
        chart: "cilium",
        values,
    });
const install = "have a network plugin that enforces policies: install Cilium.";
const off = "switch Talos' own network plugin off, which enforces no policies.";
testChanges(
    networkPoliciesEnforced,
    {
        type: apply,
        name: "config",
        props: config,
        beside: [cilium({ policyEnforcementMode: "default" })],
        says: nodeSays,
    },
    [
        [
            "passes Flannel that enforces",
            patches("kind: FlannelConfig\nkubeNetworkPoliciesEnabled: true\n"),
        ],
        ["refuses Talos' own plugin", { "configPatches[1]": labels }, off],
        ["refuses Flannel", { "configPatches[1]": noCni.replace("none", "flannel") }, off],
        [
            "refuses Flannel that enforces nothing",
            patches("kind: FlannelConfig\nkubeNetworkPoliciesEnabled: false\n"),
            off,
        ],
    ],
);
describe(networkPoliciesEnforced.name, () => {
    test.each([
        ["no Cilium", []],
        ["a Cilium that never enforces", [cilium({ policyEnforcementMode: "never" })]],
        ["a Cilium that only watches", [cilium({ policyAuditMode: true })]],
        ["a Cilium of unknown watch", [cilium({ policyAuditMode: unknown.text })]],
        [
            "a Cilium that reads no NetworkPolicy",
            [cilium({ k8sNetworkPolicy: { enabled: false } })],
        ],
        ["a Cilium of unknown mode", [cilium({ policyEnforcementMode: unknown.text })]],
        [
            "one Cilium of two that never enforces",
            [cilium({}), cilium({ policyEnforcementMode: "never" })],
        ],
        [
            "another chart",
            [resource(release, "other", { name: "other", chart: "other", values: {} })],
        ],
    ])("refuses %s", (_title, beside) => {
        expect(verdictOf(networkPoliciesEnforced, [node, ...beside]).findings).toEqual([
            { urn: "urn:config", message: `${nodeSays} ${install}` },
        ]);
    });
    test.each([undefined, null, "default", "always"])(
        "passes a Cilium whose mode is %p",
        (policyEnforcementMode) => {
            const other = resource(release, "other", {
                name: "other",
                chart: "other",
                values: { policyEnforcementMode: "never" },
            });
            const beside = [cilium({ policyEnforcementMode }), other];
            expect(verdictOf(networkPoliciesEnforced, [node, ...beside]).findings).toEqual([]);
        },
    );
    test("passes a Cilium that says what is so anyway", () => {
        const beside = [cilium({ policyAuditMode: false, k8sNetworkPolicy: { enabled: true } })];
        expect(verdictOf(networkPoliciesEnforced, [node, ...beside]).findings).toEqual([]);
    });
});
