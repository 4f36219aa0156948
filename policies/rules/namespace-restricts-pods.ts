import { any, noneOf, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import type { RuleContext } from "../engine/context";
import { groupedBy } from "../views/once";

const label = (mode: string) => ["metadata", "labels", `pod-security.kubernetes.io/${mode}`];
const enforced = (level: string) =>
    `have the label pod-security.kubernetes.io/enforce=${level}, known at preview`;

/** The API server refuses pods that may do more than their namespace allows. */
export const namespaceRestrictsPods = objectRule({
    id: "CLS-03",
    name: "namespace-restricts-pods",
    description:
        "Namespaces must enforce the pod security that their app or an allowance declares.",
    clause: { section: "Data Classification", line: 496 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Make the namespace an IsolatedNamespace with podSecurity restricted. Anything less is " +
        "declared with its reason: podSecurity or podSecurityExemptions in the app's file, or policies/allowances.ts.",
    subjects: [{ group: "core", version: "v1", kind: "Namespace", plural: "namespaces" }],
    requirements: (context) => {
        const declared = namesByLevels(context);
        const own = declared.flatMap(({ names }) => names);
        return [
            {
                must: any(oneOf("metadata.name", ...own), oneOf(label("enforce"), "restricted")),
                says: enforced("restricted"),
            },
            ...declared.map(({ names, levels }) => ({
                must: any(noneOf("metadata.name", ...names), oneOf(label("enforce"), ...levels)),
                says: enforced(levels.join(" or ")),
            })),
            ...["warn", "audit"].map((mode) => ({
                must: oneOf(label(mode), "restricted"),
                says: `have the label pod-security.kubernetes.io/${mode}=restricted`,
            })),
        ];
    },
});

interface Declared {
    readonly names: readonly string[];
    readonly levels: readonly string[];
}

/** Namespaces that may enforce something else than `restricted`, those with the same levels together. */
function namesByLevels({ namespaces, podSecuritiesOf }: RuleContext): readonly Declared[] {
    const byLevels = groupedBy(namespaces, (name) => podSecuritiesOf(name).join());
    return [...byLevels]
        .map(([levels, names]) => ({ names, levels: levels.split(",") }))
        .filter(({ levels }) => levels.join() !== "restricted");
}
