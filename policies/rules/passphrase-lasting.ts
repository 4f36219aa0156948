import { at, entriesAt, isEmpty, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { objectsIn, shown } from "../views/kube-object";
import { isLifted } from "../views/protection";
import { sourcesOf } from "../views/sources";
import { secretParameters, storageClasses } from "../views/storage-class";

/** A passphrase that is made anew locks every volume that was encrypted with the old one. */
export const passphraseLasting: StackRule = {
    id: "ENC-05",
    name: "passphrase-lasting",
    description: "The passphrase of encrypted volumes must be long, protected and never made anew.",
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
    const named = storageClasses(stack).map(({ body }) =>
        textAt(body, "parameters", secretParameters.stageName),
    );
    const sealed = objectsIn(stack, "bitnami.com", "SealedSecret").filter(
        ({ body, name }) =>
            named.includes(name) ||
            entriesAt(body, "spec", "encryptedData").some(([key]) => key === passphraseKey),
    );
    const passwords = sealed.flatMap(({ resource }) => sourcesOf(resource, stack, passwordTypes));
    return judgeEach(
        [...new Set(passwords)].map((resource) => ({ resource })),
        ({ resource }) => faults(resource, stack),
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
