import { at, isList, listAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { isEmpty } from "../engine/read";
import type { Value } from "../engine/value";
import { type KubeObject, objectsOf, shown } from "../views/kube-object";

/** No account of the program can read every secret, or do anything it likes. */
export const secretsReadableByFew: ResourceRule = {
    id: "ACC-04",
    name: "secrets-readable-by-few",
    description: "Roles must have no wildcards, and must name the secrets that they may read.",
    clause: { section: "Access Control", line: 365 },
    severity: "high",
    level: "mandatory",
    remediation: "List groups, resources and verbs; for secrets use a Role with resourceNames.",
    scope: "resource",
    judge,
};

function judge(resource: Resource): Verdict {
    const roles = objectsOf(resource).filter(
        ({ group, kind }) =>
            group === "rbac.authorization.k8s.io" && (kind === "Role" || kind === "ClusterRole"),
    );
    return judgeEach(roles, roleFaults);
}

const reading: readonly unknown[] = ["get", "list", "watch"];

function roleFaults({ kind, name, body }: KubeObject): readonly string[] {
    const title = `The ${kind} ${shown(name)} must`;
    const rules = at(body, "rules");
    if (!isEmpty(rules) && !isList(rules)) {
        return [`${title} have rules that are known at preview.`];
    }
    const all = listAt(body, "rules");
    return [
        ...(all.some(hasWildcard) ? [`${title} not have wildcards.`] : []),
        ...(all.some((rule) => readsAnySecret(rule))
            ? [`${title} name the secrets it reads.`]
            : []),
    ];
}

function hasWildcard(rule: Value): boolean {
    return ["apiGroups", "resources", "verbs", "nonResourceURLs"].some((key) =>
        listAt(rule, key).some((word) => typeof word !== "string" || word === "*"),
    );
}

function readsAnySecret(rule: Value): boolean {
    return (
        listAt(rule, "resources").includes("secrets") &&
        listAt(rule, "verbs").some((verb) => reading.includes(verb)) &&
        listAt(rule, "resourceNames").length === 0
    );
}
