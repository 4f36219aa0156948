import { recordShipped } from "../../rehearsal/recording/shipped-program";

const group = "kubernetes:admissionregistration.k8s.io/v1:";

async function installed(config: Readonly<Record<string, string>> = {}) {
    const recorded = await recordShipped({ config });
    const specs = (kind: string) =>
        recorded
            .filter(({ type }) => type === group + kind)
            .map(({ name, inputs }) => [name, inputs["spec"]] as const)
            .sort(([a], [b]) => a.localeCompare(b));
    return {
        policies: specs("ValidatingAdmissionPolicy"),
        bindings: specs("ValidatingAdmissionPolicyBinding"),
    };
}

const noted = ["Warn", "Audit"];

it("refuses what is mandatory and warns of the rest", async () => {
    const { policies, bindings } = await installed();
    expect(policies.map(([name, spec]) => [name, (spec as Spec).failurePolicy])).toEqual([
        ["homelab-namespaced", "Fail"],
        ["homelab-objects", "Fail"],
        ["homelab-objects-advised", "Ignore"],
        ["homelab-pods", "Fail"],
        ["homelab-pods-advised", "Ignore"],
    ]);
    expect(bindings).toEqual([
        ["homelab-namespaced", { policyName: "homelab-namespaced", validationActions: ["Deny"] }],
        ["homelab-objects", { policyName: "homelab-objects", validationActions: ["Deny"] }],
        [
            "homelab-objects-advised",
            { policyName: "homelab-objects-advised", validationActions: noted },
        ],
        ["homelab-pods", { policyName: "homelab-pods", validationActions: ["Deny"] }],
        ["homelab-pods-advised", { policyName: "homelab-pods-advised", validationActions: noted }],
    ]);
});

it("asks of all kinds in the namespace default alone, and not of what is noted there", async () => {
    const { policies } = await installed();
    const spec = policies.find(([name]) => name === "homelab-namespaced")?.[1] as Spec;
    const rule = (apiGroup: string, resource: string) => ({
        ...{ apiGroups: [apiGroup], apiVersions: ["*"], resources: [resource] },
        ...{ operations: ["CREATE", "UPDATE"], scope: "Namespaced" },
    });
    expect(spec.matchConstraints).toEqual({
        matchPolicy: "Equivalent",
        resourceRules: [rule("*", "*")],
        excludeResourceRules: [rule("", "events"), rule("events.k8s.io", "events")],
        namespaceSelector: {
            matchExpressions: [
                { key: "kubernetes.io/metadata.name", operator: "In", values: ["default"] },
            ],
        },
    });
});

it("only warns where the owner says so", async () => {
    const { bindings } = await installed({ "homelab:admission": "warned" });
    expect(bindings.map(([, spec]) => (spec as Spec).validationActions)).toEqual(
        bindings.map(() => noted),
    );
});

it("warns of rules that something is exempt from", async () => {
    const exemption = {
        rule: "pod-unprivileged",
        resource: "Release::immich",
        reason: "Waits for its next version.",
        until: "2099-01-01",
    };
    const { policies } = await installed({ "homelab:exemptions": JSON.stringify([exemption]) });
    const holding = policies.filter(([, spec]) =>
        (spec as Spec).validations.some(({ message }) => message.includes(exemption.rule)),
    );
    expect(holding.map(([name]) => name)).toEqual(["homelab-pods-advised"]);
});

interface Spec {
    readonly failurePolicy: string;
    readonly matchConstraints: object;
    readonly validationActions: readonly string[];
    readonly validations: readonly { readonly message: string }[];
}
