import type { AllowedRole } from "../allowances";
import {
    all,
    any,
    type Condition,
    each,
    empty,
    filled,
    matching,
    noneOf,
    oneOf,
} from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

const kindOf = (kind: string, plural: string) => ({
    ...{ group: "rbac.authorization.k8s.io", version: "v1" },
    ...{ kind, plural },
});

/** A word that is known, and not the one that stands for all. */
const particular = matching([], /^(?:$|[^*]|\*.)/);

const withoutWildcards = each(
    "rules",
    all(
        ...["apiGroups", "resources", "verbs", "nonResourceURLs"].map((field) =>
            each(field, particular),
        ),
    ),
);

const namingSecrets = each(
    "rules",
    any(
        each("resources", noneOf([], "secrets")),
        each("verbs", noneOf([], "get", "list", "watch")),
        filled("resourceNames"),
    ),
);

/** No account of the program can read every secret, or do anything it likes. */
export const secretsReadableByFew = objectRule({
    id: "ACC-04",
    name: "secrets-readable-by-few",
    description: "Roles must have no wildcards, and must name the secrets that they may read.",
    clause: { section: "Access Control", line: 365 },
    severity: "high",
    level: "mandatory",
    remediation:
        "List groups, resources and verbs; for secrets use a Role with resourceNames. Roles of " +
        "somebody else's chart that cannot are listed in policies/allowances.ts.",
    subjects: [kindOf("Role", "roles"), kindOf("ClusterRole", "clusterroles")],
    requirements: ({ allowances: { roles } }) => [
        {
            must: any(
                ...roles.filter(({ wildcards }) => wildcards === true).map(isThis),
                withoutWildcards,
            ),
            says: "not have wildcards",
        },
        { must: any(...roles.map(isThis), namingSecrets), says: "name the secrets it reads" },
    ],
});

function isThis({ namespace, names }: AllowedRole): Condition {
    return all(
        namespace === undefined
            ? empty("metadata.namespace")
            : oneOf("metadata.namespace", namespace),
        oneOf("metadata.name", ...names),
    );
}
