import type { RuleContext } from "../engine/context";
import { textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { classOf, isConfidential } from "../views/data";
import type { KubeObject } from "../views/kube-object";
import { boundFault, claimsEncryption, classFault } from "../views/storage-class";
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
            const unsound = "does not encrypt";
            const fault =
                classFault(request.storageClass, stack, claimsEncryption, unsound) ??
                boundFault(request.volume, stack, opensWithSecret, unsound);
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

/** A volume that was made by hand is opened with what it names itself, whatever its class says. */
function opensWithSecret({ body }: KubeObject): boolean {
    return textAt(body, "spec", "csi", "nodeStageSecretRef", "name") !== undefined;
}
