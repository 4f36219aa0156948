import {
    createHash,
    createPrivateKey,
    generateKeyPair,
    type KeyObject,
    webcrypto,
} from "node:crypto";
import { promisify } from "node:util";
import { type Fields, text } from "../../provider/value";

const makeKeyPair = promisify(generateKeyPair);
const curves: Readonly<Record<string, string>> = { P256: "P-256", P384: "P-384", P521: "P-521" };

/** A key as the platform's cryptography takes it, and how to use it. */
export interface SigningKey {
    readonly key: webcrypto.CryptoKey;
    readonly algorithm: { readonly name: string; readonly hash: string };
}

/** Makes the key pair that the inputs of a `PrivateKey` ask for. */
export async function makeKeys(inputs: Fields) {
    const { privateKey, publicKey } = await keyPair(inputs);
    return { id: fingerprint(publicKey), outputs: { ...inputs, ...texts(privateKey, publicKey) } };
}

/** Reads a private key for signing; PEM. */
export async function signingKey(pem: string): Promise<SigningKey> {
    const key = createPrivateKey(pem);
    const algorithm = algorithmOf(key);
    const bytes = key.export({ format: "der", type: "pkcs8" });
    return {
        key: await webcrypto.subtle.importKey("pkcs8", bytes, algorithm, false, ["sign"]),
        algorithm,
    };
}

/** A public key for verifying. */
export function importPublicKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
    const bytes = key.export({ format: "der", type: "spki" });
    return webcrypto.subtle.importKey("spki", bytes, algorithmOf(key), true, ["verify"]);
}

async function keyPair(inputs: Fields) {
    switch (inputs["algorithm"]) {
        case "RSA":
            return makeKeyPair("rsa", { modulusLength: Number(inputs["rsaBits"] ?? 2048) });
        case "ECDSA": {
            const curve = text(inputs["ecdsaCurve"]) ?? "P224";
            return makeKeyPair("ec", { namedCurve: curves[curve] ?? curve });
        }
        case "ED25519":
            return makeKeyPair("ed25519");
        default:
            throw new Error("algorithm: none of RSA, ECDSA and ED25519");
    }
}

/** The forms the provider gives a key in; the OpenSSH ones, which nothing here uses, are left out. */
function texts(privateKey: KeyObject, publicKey: KeyObject): Fields {
    const pkcs8 = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
    const type = privateKey.asymmetricKeyType === "rsa" ? "pkcs1" : "sec1";
    const traditional = () => privateKey.export({ format: "pem", type }) as string;
    return {
        privateKeyPem: privateKey.asymmetricKeyType === "ed25519" ? pkcs8 : traditional(),
        privateKeyPemPkcs8: pkcs8,
        publicKeyPem: publicKey.export({ format: "pem", type: "spki" }) as string,
    };
}

function fingerprint(publicKey: KeyObject): string {
    return createHash("sha1")
        .update(publicKey.export({ format: "der", type: "spki" }))
        .digest("hex");
}

/** How the platform's cryptography has to be told what a key is for. */
function algorithmOf(key: KeyObject) {
    const hash = "SHA-256";
    if (key.asymmetricKeyType === "rsa") {
        return { name: "RSASSA-PKCS1-v1_5", hash };
    }
    const named: Readonly<Record<string, string>> = {
        prime256v1: "P-256",
        secp384r1: "P-384",
        secp521r1: "P-521",
    };
    const namedCurve = named[key.asymmetricKeyDetails?.namedCurve ?? ""];
    if (key.asymmetricKeyType !== "ec" || namedCurve === undefined) {
        throw new Error("the stand-in for tls signs with RSA and with P-256, P-384 or P-521 only");
    }
    return { name: "ECDSA", namedCurve, hash };
}
