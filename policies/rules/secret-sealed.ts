import { type MadeSecret, madeSecrets } from "../allowances";
import { all, any, type Condition, each, filled, oneOf } from "../conditions/condition";
import { objectRule, type Requirement } from "../conditions/object-rule";

const facts = {
    id: "SEC-01",
    name: "secret-sealed",
    description: "Secrets must reach the cluster as SealedSecrets.",
    clause: { section: "Data Classification", line: 497 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Register a SealedSecret of the same name and namespace instead; the controller makes the " +
        "Secret from it.",
    subjects: [{ group: "core", version: "v1", kind: "Secret", plural: "secrets" }],
} as const;

const oneOfThese = (secrets: readonly MadeSecret[]): Requirement => ({
    must: any(...secrets.map(isThis)),
    says: "be sealed: make it as a SealedSecret, not as a Secret",
});

/** Secrets reach the cluster sealed; the few that cannot are listed with their reason. */
export const secretSealed = objectRule({
    ...facts,
    requirements: ({ allowances }) => [oneOfThese(allowances.secrets)],
});

/** The same at the API server, which also sees what Talos and Helm make and no program may. */
export const servedSecretSealed = objectRule({
    ...facts,
    requirements: ({ allowances }) => [oneOfThese([...allowances.secrets, ...madeSecrets])],
});

function isThis({ namespace, type, label, owner }: MadeSecret): Condition {
    return all(
        oneOf("type", type),
        ...(namespace === undefined ? [] : [oneOf("metadata.namespace", namespace)]),
        ...(label === undefined ? [] : [oneOf(["metadata", "labels", label[0]], label[1])]),
        ...(owner === undefined
            ? []
            : [
                  filled("metadata.ownerReferences"),
                  each("metadata.ownerReferences", oneOf("apiVersion", owner)),
              ]),
    );
}
