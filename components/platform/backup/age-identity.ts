import * as crypto from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { bech32 } from "bech32";

/** PKCS #8 of an X25519 private key, up to the key itself. */
const pkcs8Prefix = Buffer.from("302e020100300506032b656e04220420", "hex");

/** Longest text that `bech32` may make; age's are 62 and 74 characters. */
const longest = 90;

/** An X25519 key pair in age's own notation. */
export interface AgeKeyPair {
    /** `AGE-SECRET-KEY-1…`: opens what was encrypted for the recipient. */
    readonly identity: string;
    /** `age1…`: public. */
    readonly recipient: string;
}

/**
 * The key pair that 32 random bytes stand for.
 *
 * @param secret 32 bytes in base64.
 * @see https://github.com/C2SP/C2SP/blob/main/age.md#the-x25519-recipient-type
 */
export function ageKeyPair(secret: string): AgeKeyPair {
    const bytes = Buffer.from(secret, "base64");
    const privateKey = crypto.createPrivateKey({
        key: Buffer.concat([pkcs8Prefix, bytes]),
        format: "der",
        type: "pkcs8",
    });
    const { x = "" } = crypto.createPublicKey(privateKey).export({ format: "jwk" });
    const text = (prefix: string, data: Buffer) =>
        bech32.encode(prefix, bech32.toWords(data), longest);
    return {
        identity: text("age-secret-key-", bytes).toUpperCase(),
        recipient: text("age", Buffer.from(x, "base64url")),
    };
}

/** The key pair that snapshots of etcd are encrypted for; kept in the state. */
export class AgeIdentity extends pulumi.ComponentResource {
    /** Secret. */
    readonly identity: pulumi.Output<string>;
    readonly recipient: pulumi.Output<string>;

    constructor(
        name: string,
        args: { readonly protected: boolean },
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("homelab:platform:AgeIdentity", name, args, opts);
        const secret = new random.RandomBytes(
            name,
            { length: 32 },
            { parent: this, protect: args.protected },
        );
        const pair = pulumi.secret(secret.base64.apply(ageKeyPair));
        this.identity = pair.identity;
        this.recipient = pair.recipient;
        this.registerOutputs({});
    }
}
