/** A named expression in the Common Expression Language. */
export interface NamedExpression {
    readonly name: string;
    readonly expression: string;
}

/** Kinds of objects, by the names that the API gives them; `*` for all. */
export interface ResourceNames {
    readonly apiGroups: string[];
    readonly apiVersions: string[];
    readonly resources: string[];
}

/**
 * What the API server itself asks of objects that are written, whoever writes them. The rules behind
 * it are the policy pack's; this is the form in which they reach the cluster.
 */
export interface AdmissionPolicy {
    readonly name: string;
    /** `mandatory`: refuses. `advisory`: warns, and leaves a note in the audit log. */
    readonly level: "mandatory" | "advisory";
    readonly resources: readonly ResourceNames[];
    /** Kinds that are left out again. */
    readonly except?: readonly ResourceNames[];
    /** Only objects in these namespaces, and none that live in none. */
    readonly namespaces?: readonly string[];
    /** Which requests are looked at: those for which all of these hold. */
    readonly conditions: readonly NamedExpression[];
    /** What the validations may use, as `variables.<name>`. */
    readonly variables: readonly NamedExpression[];
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
}
