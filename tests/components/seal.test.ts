import { generateKeyPairSync } from "node:crypto";
import { seal, unseal } from "../../components/platform/secrets/seal";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const scope = { namespace: "immich", name: "immich-database-credentials" };

describe("sealing", () => {
    it.each([
        ["a password", "correct horse battery staple"],
        ["nothing", ""],
        ["a trailing newline", "secret\n"],
        ["more than one AES block of UTF-8", "пароль-密碼-🔑".repeat(40)],
    ])("gives back %s to the byte", (_what, value) => {
        expect(unseal(privateKey, scope, seal(publicKey, scope, value))).toBe(value);
    });

    it("lays the bytes out as the controller reads them", () => {
        const bytes = Buffer.from(seal(publicKey, scope, "12345"), "base64");
        expect(bytes.readUInt16BE(0)).toBe(256);
        expect(bytes.length).toBe(2 + 256 + 5 + 16);
    });

    it("seals the same value differently each time", () => {
        expect(seal(publicKey, scope, "x")).not.toBe(seal(publicKey, scope, "x"));
    });

    it.each([
        ["another name", { ...scope, name: "other" }],
        ["another namespace", { ...scope, namespace: "paperless" }],
    ])("does not open under %s", (_what, other) => {
        const sealed = seal(publicKey, scope, "secret");
        expect(() => unseal(privateKey, other, sealed)).toThrow();
    });

    it("does not open when one bit was changed", () => {
        const bytes = Buffer.from(seal(publicKey, scope, "secret"), "base64");
        const last = bytes.length - 1;
        bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
        expect(() => unseal(privateKey, scope, bytes.toString("base64"))).toThrow();
    });
});
