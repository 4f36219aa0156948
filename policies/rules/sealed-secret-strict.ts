import { all, any, empty, entries, filled, matching, unknown } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

const sealed = "sealedsecrets.bitnami.com";
const scopes = [`${sealed}/cluster-wide`, `${sealed}/namespace-wide`];

/** A ciphertext begins with the length of its key's part: 256, 384, 512 or 1024 bytes. */
const ciphertext = /^(?:A[QYg]|BA)[A-D][A-Za-z0-9+/]*={0,2}$/;

/** What was sealed for one secret cannot be opened as another. */
export const sealedSecretStrict = objectRule({
    id: "SEC-02",
    name: "sealed-secret-strict",
    description:
        "SealedSecrets must be sealed for one name and namespace, and must hold nothing in the clear.",
    clause: { section: "Data Classification", line: 497 },
    severity: "critical",
    level: "mandatory",
    remediation: "Seal with the strict scope; put plain settings into a config map.",
    subjects: [
        {
            group: "bitnami.com",
            version: "v1alpha1",
            kind: "SealedSecret",
            plural: "sealedsecrets",
        },
    ],
    requirements: [
        {
            must: all(
                ...scopes.flatMap((scope) => [
                    empty(["metadata", "annotations", scope]),
                    empty(["spec", "template", "metadata", "annotations", scope]),
                ]),
            ),
            says: "be sealed with the strict scope",
        },
        {
            must: all(empty("spec.data"), empty("spec.template.data")),
            says: "hold nothing outside encryptedData",
        },
        { must: filled("spec.encryptedData"), says: "hold encrypted data" },
        {
            must: any(
                unknown("spec.encryptedData"),
                entries("spec.encryptedData", any(unknown("value"), matching("value", ciphertext))),
            ),
            says: "hold what kubeseal gave, and nothing in the clear, under each key of encryptedData",
        },
    ],
});
