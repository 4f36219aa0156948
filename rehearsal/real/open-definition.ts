/** A custom kind, as the object that uses it names it. */
export interface CustomKind {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespaced: boolean;
}

/**
 * A definition that takes anything, for want of a published one; it proves nothing.
 *
 * @param plural as in the path of the API.
 */
export function openDefinition(
    { apiVersion, kind, namespaced }: CustomKind,
    plural: string,
    annotations: Readonly<Record<string, string>> = {},
) {
    const [group = "", version = ""] = apiVersion.split("/");
    return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: {
            name: `${plural}.${group}`,
            annotations: {
                ...annotations,
                // Groups of the Kubernetes project are refused without a word on their review.
                "api-approved.kubernetes.io": "unapproved, a stand-in in a rehearsal",
            },
        },
        spec: {
            group,
            scope: namespaced ? "Namespaced" : "Cluster",
            names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
            versions: [
                {
                    name: version,
                    served: true,
                    storage: true,
                    schema: {
                        openAPIV3Schema: {
                            type: "object",
                            "x-kubernetes-preserve-unknown-fields": true,
                        },
                    },
                },
            ],
        },
    } as const;
}
