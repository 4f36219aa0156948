import { entriesAt } from "../../engine/read";
import { judgeEach } from "../../engine/rule";
import { type Value, unknownValue } from "../../engine/value";
import { namespaced, objectsIn, shown } from "../../views/kube-object";
import type { StateCheck } from "../check";

/** Bytes: the length of the sealed key, that key under RSA with 4096 bits, and the tag of AES-GCM. */
const lengthBytes = 2;
const sealedKeyBytes = 512;
const tagBytes = 16;

/**
 * What was sealed is a ciphertext that the controller can open.
 *
 * @see https://github.com/bitnami/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export const ciphertextWhole: StateCheck = {
    id: "AUD-01",
    name: "ciphertext-whole",
    description: "Every value of a SealedSecret must be a whole ciphertext for a key of 4096 bits.",
    clause: { section: "Data Classification", line: 497 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Delete the Sealing beside it with `pulumi state delete` and run `make up`: it is sealed anew.",
    judge: ({ stack }) =>
        judgeEach(objectsIn(stack, "bitnami.com", "SealedSecret"), (object) => {
            const values = entriesAt(object.body, "spec", "encryptedData");
            const title = `The SealedSecret ${namespaced(object)} must`;
            return values.length === 0
                ? [`${title} hold something.`]
                : values
                      .filter(([, value]) => !isWhole(value))
                      .map(([key]) => `${title} hold a whole ciphertext under ${shown(key)}.`);
        }),
};

function isWhole(value: Value): boolean {
    if (
        value === unknownValue ||
        typeof value !== "string" ||
        !/^[A-Za-z0-9+/]+={0,2}$/.test(value)
    ) {
        return false;
    }
    const bytes = Buffer.from(value, "base64");
    return (
        bytes.length >= lengthBytes + sealedKeyBytes + tagBytes &&
        bytes.readUInt16BE(0) === sealedKeyBytes
    );
}
