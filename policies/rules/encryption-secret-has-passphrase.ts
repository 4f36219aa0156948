import { textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { type KubeObject, namespaced, shown } from "../views/kube-object";
import { secretEntries, secretsIn } from "../views/secret-keys";
import { secretParameters, storageClasses } from "../views/storage-class";

/** The one key that the CSI driver looks for; under any other it mounts unencrypted, silently. */
const passphraseKey = "encryption-passphrase";

/** The secret that an encrypted class names exists and holds the passphrase under the right key. */
export const encryptionSecretHasPassphrase: StackRule = {
    id: "ENC-02",
    name: "encryption-secret-has-passphrase",
    description: `The secret named by an encrypted storage class must exist in this stack with the key ${passphraseKey}.`,
    clause: { section: "Encryption at Rest", line: 339 },
    severity: "critical",
    level: "mandatory",
    remediation: `Seal the passphrase under the key ${passphraseKey}, with the name and namespace the class names. Under another key the driver mounts volumes unencrypted, without an error.`,
    scope: "stack",
    judge,
};

function judge(stack: Stack): Verdict {
    const classes = storageClasses(stack).filter((object) => secretOf(object) !== undefined);
    return judgeEach(classes, (storageClass) => faultsOf(storageClass, secretsIn(stack)));
}

function secretOf({ body }: KubeObject): { name: string; namespace: string } | undefined {
    const name = textAt(body, "parameters", secretParameters.stageName);
    const namespace = textAt(body, "parameters", secretParameters.stageNamespace);
    return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

function faultsOf(storageClass: KubeObject, secrets: readonly KubeObject[]): readonly string[] {
    const named = secretOf(storageClass);
    if (named === undefined) {
        return [];
    }
    const subject = `The storage class ${shown(storageClass.name)} names the secret ${namespaced(named)}`;
    const found = secrets.filter(
        (secret) => secret.name === named.name && secret.namespace === named.namespace,
    );
    if (found.length === 0) {
        return [`${subject}, which must exist in this stack. Seal it there, or correct the name.`];
    }
    return found.every(hasPassphrase)
        ? []
        : [
              `${subject}, which must hold the key ${passphraseKey}: under any other key volumes are ` +
                  "mounted unencrypted. Rename the key.",
          ];
}

/** Ciphertexts are made during the update, so only their keys have to be known. */
function hasPassphrase(secret: KubeObject): boolean {
    return secretEntries(secret).some(([key, value]) => key === passphraseKey && isFilled(value));
}

function isFilled(value: Value): boolean {
    return value === unknownValue || (typeof value === "string" && value.trim() !== "");
}
