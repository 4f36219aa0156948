import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { ageKeyPair } from "../../../components/platform/backup/age-identity";
import { repository } from "../../support/shipped-program";

const roundTrip = `
import { Decrypter, Encrypter } from "age-encryption";
const [recipient, identity] = process.argv.slice(1);
const encrypter = new Encrypter();
encrypter.addRecipient(recipient);
const sealed = await encrypter.encrypt("a snapshot of etcd");
const decrypter = new Decrypter();
decrypter.addIdentity(identity);
console.log(await decrypter.decrypt(sealed, "text"));
`;

test("age itself opens with the identity what it encrypts for the recipient", () => {
    const { identity, recipient } = ageKeyPair(randomBytes(32).toString("base64"));
    expect(recipient).toMatch(/^age1[a-z0-9]{58}$/);
    expect(identity).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/);
    const opened = execFileSync(
        process.execPath,
        ["--input-type=module", "-e", roundTrip, recipient, identity],
        { cwd: repository, encoding: "utf8" },
    );
    expect(opened.trim()).toBe("a snapshot of etcd");
});

test("the same bytes always give the same pair, other bytes another", () => {
    const one = Buffer.alloc(32, 1).toString("base64");
    expect(ageKeyPair(one)).toEqual(ageKeyPair(one));
    expect(ageKeyPair(one)).not.toEqual(ageKeyPair(Buffer.alloc(32, 2).toString("base64")));
});
