import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type {
    AdmissionPolicy,
    NamedExpression,
    ResourceNames,
} from "../../../catalogue/admission-policy";

export interface AdmissionArgs {
    readonly policies: readonly AdmissionPolicy[];
    /** `enforced`: what is mandatory is refused. `warned`: it is let in with a warning. */
    readonly mode: "enforced" | "warned";
}

/**
 * The rules of the policy pack that the API server can ask by itself, so that what `kubectl` or
 * Argo CD writes is held to them too. They are expressions, which the API server evaluates in its
 * own process: no webhook has to run for the cluster to work.
 */
export class Admission extends pulumi.ComponentResource {
    constructor(name: string, args: AdmissionArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Admission", name, { mode: args.mode }, opts);
        for (const policy of args.policies) {
            this.install(policy, args.mode);
        }
        this.registerOutputs({ policies: args.policies.map((policy) => policy.name) });
    }

    private install(policy: AdmissionPolicy, mode: AdmissionArgs["mode"]): void {
        const { name, level } = policy;
        const refuses = level === "mandatory" && mode === "enforced";
        const installed = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
            name,
            {
                metadata: { name },
                spec: {
                    // An expression that cannot be evaluated has met something that it does not know.
                    failurePolicy: level === "mandatory" ? "Fail" : "Ignore",
                    matchConstraints: {
                        matchPolicy: "Equivalent",
                        resourceRules: policy.resources.map((rule) => written(rule, policy)),
                        ...(policy.except && {
                            excludeResourceRules: policy.except.map((rule) =>
                                written(rule, policy),
                            ),
                        }),
                        ...(policy.namespaces && {
                            namespaceSelector: named(policy.namespaces),
                        }),
                    },
                    matchConditions: listOf(policy.conditions),
                    // The API server keeps no empty list.
                    ...(policy.variables.length > 0 && { variables: listOf(policy.variables) }),
                    validations: policy.validations.map((each) => ({ ...each })),
                },
            },
            { parent: this },
        );
        new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
            name,
            {
                metadata: { name },
                spec: {
                    policyName: name,
                    validationActions: refuses ? ["Deny"] : ["Warn", "Audit"],
                },
            },
            { parent: this, dependsOn: [installed] },
        );
    }
}

function written(rule: ResourceNames, { namespaces }: AdmissionPolicy) {
    return {
        ...rule,
        operations: ["CREATE", "UPDATE"],
        ...(namespaces && { scope: "Namespaced" }),
    };
}

/** By the one label of a namespace that nobody can change: the API server keeps it. */
function named(namespaces: readonly string[]) {
    return {
        matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "In", values: [...namespaces] },
        ],
    };
}

function listOf(expressions: readonly NamedExpression[]): NamedExpression[] {
    return expressions.map((each) => ({ ...each }));
}
