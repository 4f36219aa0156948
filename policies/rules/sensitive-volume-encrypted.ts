import type { RuleContext } from "../engine/context";
import { isEmpty } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { classOf, isConfidential } from "../views/data";
import { shown } from "../views/kube-object";
import { claimsEncryption, storageClasses } from "../views/storage-class";
import { volumeHolders } from "../views/volumes";

/** Volumes of sensitive data and credentials lie on a storage class that encrypts. */
export const sensitiveVolumeEncrypted: StackRule = {
    id: "ENC-01",
    name: "sensitive-volume-encrypted",
    description:
        "Volumes that hold sensitive data or credentials must use an encrypted storage class.",
    clause: { section: "Encryption at Rest", line: 331 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Set the volume's storage class to one of the encrypted, retained classes of this stack. " +
        "Moving a claim replaces it: copy the data to a new claim first.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const confidential = volumeHolders(stack).filter((holder) =>
        isConfidential(classOf(holder.labelled, context)),
    );
    return judgeEach(confidential, (holder) => {
        const data =
            classOf(holder.labelled, context) === "credentials" ? "credentials" : "sensitive data";
        return holder.requests.flatMap((request) => {
            const fault = faultOf(request.storageClass, stack);
            const subject = request.where === "volume" ? "" : ` for its ${request.where}`;
            return fault === undefined
                ? []
                : [
                      `The ${holder.title} holds ${data} and must use an encrypted storage class` +
                          `${subject}, but ${fault}. Choose one of the encrypted classes.`,
                  ];
        });
    });
}

function faultOf(name: Value, stack: Stack): string | undefined {
    if (name === unknownValue) {
        return "its class is not known at preview";
    }
    if (isEmpty(name)) {
        return "it names no class";
    }
    if (typeof name !== "string") {
        return "its class is not a name";
    }
    const found = storageClasses(stack).filter((storageClass) => storageClass.name === name);
    if (found.length === 0) {
        return `${shown(name)} is not a class of this stack`;
    }
    return found.every(claimsEncryption) ? undefined : `${shown(name)} does not encrypt`;
}
