import * as crypto from "node:crypto";

/** What may unseal a value: exactly one Secret by name and namespace (`strict`). */
export interface SealScope {
    readonly namespace: string;
    readonly name: string;
}

/**
 * Encrypts one value as `kubeseal` does in strict scope: AES-256-GCM under a one-time key, the key
 * under the controller's RSA key with the Secret's `namespace/name` as OAEP label.
 * Layout: 2 bytes length of the wrapped key (big endian), wrapped key, ciphertext, tag; in base64.
 *
 * @param certificate the controller's certificate or public key, PEM.
 * @see https://github.com/bitnami/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function seal(certificate: string, scope: SealScope, value: string): string {
    const key = crypto.randomBytes(32);
    const wrapped = crypto.publicEncrypt(
        {
            key: crypto.createPublicKey(certificate),
            padding: crypto.constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: "sha256",
            oaepLabel: Buffer.from(`${scope.namespace}/${scope.name}`),
        },
        key,
    );
    // The key is used once, so a constant nonce is what the controller expects.
    const cipher = crypto.createCipheriv("aes-256-gcm", key, Buffer.alloc(12));
    const body = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(wrapped.length);
    return Buffer.concat([length, wrapped, body]).toString("base64");
}

/**
 * The reverse of {@link seal}, for recovery and for proving that a sealed value opens.
 *
 * @param privateKey the sealing key, PEM.
 * @throws Error when the key, the scope or the bytes are not those it was sealed with.
 */
export function unseal(privateKey: string, scope: SealScope, sealed: string): string {
    const bytes = Buffer.from(sealed, "base64");
    const wrappedEnd = 2 + bytes.readUInt16BE(0);
    const key = crypto.privateDecrypt(
        {
            key: privateKey,
            padding: crypto.constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: "sha256",
            oaepLabel: Buffer.from(`${scope.namespace}/${scope.name}`),
        },
        bytes.subarray(2, wrappedEnd),
    );
    const tagStart = bytes.length - 16;
    const decipher = crypto.createDecipheriv("aes-256-gcm", key, Buffer.alloc(12));
    decipher.setAuthTag(bytes.subarray(tagStart));
    return Buffer.concat([
        decipher.update(bytes.subarray(wrappedEnd, tagStart)),
        decipher.final(),
    ]).toString("utf8");
}
