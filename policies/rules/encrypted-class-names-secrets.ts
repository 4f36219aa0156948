import { matching, same } from "../conditions/condition";
import { objectRule, type Requirement } from "../conditions/object-rule";
import { encrypting, secretParameters, storageClassKind } from "../views/storage-class";

/** A class that claims to encrypt names the secret for staging and the same one for expanding. */
export const encryptedClassNamesSecrets = objectRule({
    id: "ENC-03",
    name: "encrypted-class-names-secrets",
    description:
        "Encrypted storage classes must name the passphrase secret for staging and, equally, for expanding.",
    clause: { section: "Encryption at Rest", line: 339 },
    severity: "critical",
    level: "mandatory",
    remediation:
        `Set the parameters ${secretParameters.stageName} and -namespace, and the same two values ` +
        "as node-expand-secret-name and -namespace. Without them the driver mounts volumes " +
        "unencrypted, or cannot grow them.",
    subjects: [storageClassKind],
    when: encrypting,
    requirements: [
        ...Object.values(secretParameters).map(named),
        equal(secretParameters.expandName, secretParameters.stageName),
        equal(secretParameters.expandNamespace, secretParameters.stageNamespace),
    ],
});

function named(parameter: string): Requirement {
    return {
        must: matching(["parameters", parameter], /\S/),
        says: `set the parameter ${parameter}: without it volumes are not encrypted or cannot be expanded`,
    };
}

function equal(parameter: string, as: string): Requirement {
    return {
        must: same(["parameters", parameter], ["parameters", as]),
        says: `set ${parameter} to the same value as ${as}`,
    };
}
