import type { Verdict } from "../../../policies/engine/rule";

/** Ways in which a rule may be broken as a whole; `make mutate` runs the tests of all rules against each. */
export const mutations = ["deleted", "silenced", "inverted"] as const;
export type Mutation = (typeof mutations)[number];

/** Variable that says which one; unset, rules are what they are. */
export const mutationVariable = "POLICY_MUTATION";

/** What a rule's verdict would be if the rule were broken in the way that is asked for. */
export function asMutated(
    verdict: Verdict,
    mutation = process.env[mutationVariable] as Mutation | undefined,
): Verdict {
    switch (mutation) {
        case undefined:
            return verdict;
        case "deleted":
            return { judged: [], findings: [] };
        case "silenced":
            return { ...verdict, findings: [] };
        case "inverted": {
            const found = new Set(verdict.findings.map(({ urn }) => urn));
            return {
                ...verdict,
                findings: verdict.judged
                    .filter((urn) => !found.has(urn))
                    .map((urn) => ({ urn, message: "inverted" })),
            };
        }
    }
}
