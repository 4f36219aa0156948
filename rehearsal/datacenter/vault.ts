import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts what the world file must not show (AES-256-GCM). The key is made anew for every
 * rehearsal and never leaves memory, so the file is worthless afterwards.
 */
export class Vault {
    private readonly key = randomBytes(32);

    /** Base64 of nonce, tag and ciphertext. */
    lock(plaintext: string): string {
        const iv = randomBytes(ivBytes);
        const cipher = createCipheriv(algorithm, this.key, iv);
        const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
        return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
    }

    /** Throws when the text was locked by another vault or changed since. */
    unlock(locked: string): string {
        const bytes = Buffer.from(locked, "base64");
        const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, ivBytes));
        decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const body = bytes.subarray(ivBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    }
}
