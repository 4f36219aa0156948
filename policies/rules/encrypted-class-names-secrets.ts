import { at, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { unknownValue } from "../engine/value";
import { type KubeObject, objectsOf, shown } from "../views/kube-object";
import { claimsEncryption, secretParameters } from "../views/storage-class";

/** A class that claims to encrypt names the secret for staging and the same one for expanding. */
export const encryptedClassNamesSecrets: ResourceRule = {
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
    scope: "resource",
    judge,
};

function judge(resource: Resource): Verdict {
    const classes = objectsOf(resource).filter(
        (object) =>
            object.group === "storage.k8s.io" &&
            object.kind === "StorageClass" &&
            claimsEncryption(object),
    );
    return judgeEach(classes, (storageClass) => [
        ...Object.values(secretParameters).flatMap((parameter) => missing(storageClass, parameter)),
        ...different(storageClass, "stageName", "expandName"),
        ...different(storageClass, "stageNamespace", "expandNamespace"),
    ]);
}

function missing(storageClass: KubeObject, parameter: string): readonly string[] {
    const value = at(storageClass.body, "parameters", parameter);
    if (typeof value === "string" && value.trim() !== "") {
        return [];
    }
    const how = value === unknownValue ? "with a value known at preview" : "with a name";
    return [
        `The storage class ${shown(storageClass.name)} must set the parameter ${parameter} ${how}: ` +
            "without it volumes are not encrypted or cannot be expanded.",
    ];
}

type ParameterName = keyof typeof secretParameters;

function different(
    storageClass: KubeObject,
    stage: ParameterName,
    expand: ParameterName,
): readonly string[] {
    const staged = textAt(storageClass.body, "parameters", secretParameters[stage]);
    const expanded = textAt(storageClass.body, "parameters", secretParameters[expand]);
    if (staged === undefined || expanded === undefined || staged === expanded) {
        return [];
    }
    return [
        `The storage class ${shown(storageClass.name)} must set ${secretParameters[expand]} to the ` +
            `same value as ${secretParameters[stage]}.`,
    ];
}
