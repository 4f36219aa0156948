import type { AllowedSecret } from "../allowances";
import type { RuleContext } from "../engine/context";
import { at } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { type KubeObject, labelOf, namespaced, objectsOf } from "../views/kube-object";

/** Secrets reach the cluster sealed; the few that cannot are listed with their reason. */
export const secretSealed: ResourceRule = {
    id: "SEC-01",
    name: "secret-sealed",
    description: "Secrets must reach the cluster as SealedSecrets.",
    clause: { section: "Data Classification", line: 497 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Register a SealedSecret of the same name and namespace instead; the controller makes the " +
        "Secret from it.",
    scope: "resource",
    judge,
};

function judge(resource: Resource, { allowances }: RuleContext): Verdict {
    const secrets = objectsOf(resource).filter(
        ({ group, kind }) => group === "core" && kind === "Secret",
    );
    return judgeEach(secrets, (secret) =>
        isAllowed(secret, allowances.secrets)
            ? []
            : [
                  `The secret ${namespaced(secret)} must be sealed: register it as a SealedSecret, not as a Secret.`,
              ],
    );
}

function isAllowed({ body, namespace }: KubeObject, secrets: readonly AllowedSecret[]): boolean {
    return secrets.some(
        (allowed) =>
            allowed.namespace === namespace &&
            allowed.type === at(body, "type") &&
            allowed.label[1] === labelOf(body, allowed.label[0]),
    );
}
