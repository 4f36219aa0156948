import { houseAllowances } from "../../policies/allowances";
import { secretsReadableByFew } from "../../policies/rules/secrets-readable-by-few";
import { kube, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";

const role = {
    metadata: { name: "reader", namespace: "immich" },
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
};
for (const kind of ["Role", "ClusterRole"]) {
    testChanges(
        secretsReadableByFew,
        {
            type: `kubernetes:rbac.authorization.k8s.io/v1:${kind}`,
            name: "reader",
            props: role,
            says: `The ${kind} ${kind === "Role" ? "immich/" : ""}reader must`,
        },
        [
            [
                "passes a named secret",
                { "rules[0]": { resources: ["secrets"], verbs: ["get"], resourceNames: ["a"] } },
            ],
            [
                "passes making secrets",
                { "rules[0]": { resources: ["secrets"], verbs: ["create"] } },
            ],
            ["passes no rules", { rules: undefined }],
            ["refuses all verbs", { "rules[0].verbs": ["*"] }, "not have wildcards."],
            ["refuses all resources", { "rules[0].resources": ["*"] }, "not have wildcards."],
            ["refuses all groups", { "rules[0].apiGroups": ["*"] }, "not have wildcards."],
            ["refuses a malformed verb", { "rules[0].verbs": [3] }, "not have wildcards."],
            [
                "refuses reading any secret",
                { "rules[0].resources": ["secrets"] },
                "name the secrets it reads.",
            ],
            [
                "refuses watching any secret",
                { "rules[0]": { resources: ["secrets"], verbs: ["watch"] } },
                "name the secrets it reads.",
            ],
            [
                "refuses a URL of any kind",
                { rules: [{ nonResourceURLs: ["*"], verbs: ["get"] }] },
                "not have wildcards.",
            ],
            ["passes a scale of anything", { "rules[0].resources": ["*/scale"] }],
            [
                "refuses what one rule of many may",
                {
                    "rules[1]": {
                        apiGroups: [""],
                        resources: ["pods", "secrets"],
                        verbs: ["list"],
                    },
                },
                "name the secrets it reads.",
            ],
            [
                "refuses unknown rules",
                { rules: unknown.list },
                "not have wildcards.",
                "name the secrets it reads.",
            ],
        ],
    );
}
const anything = { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] };
const anySecret = { rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["list"] }] };
testChanges(
    secretsReadableByFew,
    {
        type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
        name: "velero-server",
        props: { metadata: { name: "velero-server", namespace: "velero" }, ...anything },
        says: "The Role velero/velero-server must",
    },
    [],
);
testChanges(
    secretsReadableByFew,
    {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
        name: "traefik-traefik",
        props: { metadata: { name: "traefik-traefik" }, ...anySecret },
        says: "The ClusterRole traefik-traefik must",
    },
    [["refuses wildcards all the same", anything, "not have wildcards."]],
);
const excused = houseAllowances.roles.flatMap(({ namespace, names, wildcards = false }) =>
    names.map((name) => ({ name, namespace, rules: wildcards ? anything : anySecret })),
);
describe(secretsReadableByFew.name, () => {
    const verdict = (name: string, namespace: string | undefined, rules: object) => {
        const kind = namespace === undefined ? "ClusterRole" : "Role";
        const token = `rbac.authorization.k8s.io/v1:${kind}`;
        return verdictOf(secretsReadableByFew, [kube(token, "role", rules, { name, namespace })])
            .findings.length;
    };
    test.each(excused)(
        "excuses the role $name of $namespace, there only and by its name only",
        ({ name, namespace, rules }) => {
            expect(verdict(name, namespace, rules)).toBe(0);
            expect(verdict(name, "elsewhere", rules)).toBeGreaterThan(0);
            expect(verdict(`${name}-2`, namespace, rules)).toBeGreaterThan(0);
        },
    );
});
test.each([
    ["another name", "ClusterRole", { name: "traefik" }],
    ["a namespace where the list has none", "Role", { name: "traefik-traefik" }],
    ["another namespace", "Role", { name: "velero-server", namespace: "notes" }],
])("secrets-readable-by-few excuses no role of %s", (_, kind, named) => {
    const other = kube(`rbac.authorization.k8s.io/v1:${kind}`, "other", anySecret, named);
    expect(verdictOf(secretsReadableByFew, [other]).findings).toHaveLength(1);
});
