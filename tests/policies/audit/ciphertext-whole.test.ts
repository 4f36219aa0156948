import { generateKeyPairSync } from "node:crypto";
import { ciphertextWhole } from "../../../policies/audit/checks/ciphertext-whole";
import { checked, secret } from "./state";

/** Bytes as the controller expects them: a length, a sealed key of that length, what is sealed. */
function sealed(keyBytes = 512, content = 20, length = keyBytes): string {
    const bytes = Buffer.alloc(2 + keyBytes + content, 7);
    bytes.writeUInt16BE(length);
    return bytes.toString("base64");
}

const type = "kubernetes:bitnami.com/v1alpha1:SealedSecret";

function says(encryptedData: unknown) {
    const metadata = { name: "login", namespace: "immich" };
    return checked(ciphertextWhole, [
        { type, name: "login", inputs: { metadata, spec: { encryptedData } } },
    ]);
}

const broken = ["The SealedSecret immich/login must hold a whole ciphertext under key."];

test.each<[string, unknown, readonly string[]]>([
    ["a whole ciphertext", sealed(), []],
    ["an empty value, sealed", sealed(512, 16), []],
    ["one that was cut off", sealed(512, 15), broken],
    ["one for a key of 2048 bits", sealed(256, 300), broken],
    ["one whose length is wrong", sealed(512, 20, 256), broken],
    ["plain text", "hunter2", broken],
    ["nothing", "", broken],
    ["no text", 5, broken],
    ["a value that the export hides", { ...secret(1), plaintext: undefined }, broken],
])("%s", (_title, value, expected) => {
    expect(says({ key: value })).toEqual({ judged: ["login"], says: expected });
});

test("a SealedSecret without anything in it", () => {
    expect(says({}).says).toEqual(["The SealedSecret immich/login must hold something."]);
    expect(says(undefined).says).toEqual(["The SealedSecret immich/login must hold something."]);
});

test("names every key that is broken, and no value", () => {
    expect(says({ a: "hunter2", b: sealed(), c: "hunter3" }).says).toEqual([
        "The SealedSecret immich/login must hold a whole ciphertext under a.",
        "The SealedSecret immich/login must hold a whole ciphertext under c.",
    ]);
});

test("other objects are none of its business", () => {
    const { judged } = checked(ciphertextWhole, [
        { type: "kubernetes:core/v1:Secret", name: "x", inputs: { data: { a: "b" } } },
    ]);
    expect(judged).toEqual([]);
});

test("the length that is asked for is that of a key of 4096 bits", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(512 * 8);
});
