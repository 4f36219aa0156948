import { at, entriesAt, isEmpty, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, joinVerdicts, type StackRule, type Verdict } from "../engine/rule";
import { type KubeObject, namespaced, objectsIn, shown } from "../views/kube-object";
import { isLifted } from "../views/protection";
import { sourcesOf } from "../views/sources";
import { secretParameters, storageClasses } from "../views/storage-class";

/** A passphrase that is made anew locks every volume that was encrypted with the old one. */
export const passphraseLasting: StackRule = {
    id: "ENC-05",
    name: "passphrase-lasting",
    description:
        "The passphrase of encrypted volumes must come from this stack, be long, protected and never made anew.",
    clause: { section: "Data Classification", line: 496 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Take a RandomPassword of 32 characters or more, with protect and without keepers.",
    scope: "stack",
    judge,
};

const passwordTypes = new Set(["random:index/randomPassword:RandomPassword"]);
const passphraseKey = "encryption-passphrase";

function judge(stack: Stack): Verdict {
    const classes = storageClasses(stack);
    const sealed = objectsIn(stack, "bitnami.com", "SealedSecret").filter(
        (secret) =>
            classes.some((storageClass) => isNamedBy(storageClass, secret)) ||
            entriesAt(secret.body, "spec", "encryptedData").some(([key]) => key === passphraseKey),
    );
    const sources = sealed.map((secret) => ({
        secret,
        passwords: sourcesOf(secret.resource, stack, passwordTypes),
    }));
    const passwords = new Set(sources.flatMap((each) => each.passwords));
    return joinVerdicts(
        judgeEach(
            [...passwords].map((resource) => ({ resource })),
            ({ resource }) => faults(resource, stack),
        ),
        judgeEach(
            sources.filter((each) => each.passwords.length === 0).map(({ secret }) => secret),
            (secret) => [
                `The SealedSecret ${namespaced(secret)} must be made from a RandomPassword of this stack, which its passphrase does not come from.`,
            ],
        ),
    );
}

function isNamedBy({ body }: KubeObject, secret: KubeObject): boolean {
    const namespace = textAt(body, "parameters", secretParameters.stageNamespace);
    return (
        textAt(body, "parameters", secretParameters.stageName) === secret.name &&
        (namespace === undefined || namespace === secret.namespace)
    );
}

function faults({ name, props, protect }: Resource, stack: Stack): readonly string[] {
    const title = `The passphrase ${shown(name)} must`;
    const length = at(props, "length");
    return [
        ...(protect || isLifted(stack)
            ? []
            : [`${title} be protected: set protect in its resource options.`]),
        ...(isEmpty(at(props, "keepers"))
            ? []
            : [`${title} not have keepers, which make it anew.`]),
        ...(typeof length === "number" && length >= 32
            ? []
            : [`${title} have 32 characters or more, known at preview.`]),
    ];
}
