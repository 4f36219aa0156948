import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { tls } from "../../../../rehearsal/stand-ins/tls";
import { Stage } from "../stage";

const keyType = "tls:index/privateKey:PrivateKey";
const selfSignedType = "tls:index/selfSignedCert:SelfSignedCert";
const requestType = "tls:index/certRequest:CertRequest";
const signedType = "tls:index/locallySignedCert:LocallySignedCert";
const hour = 3_600_000;

type Text =
    | "privateKeyPem"
    | "privateKeyPemPkcs8"
    | "publicKeyPem"
    | "certPem"
    | "certRequestPem"
    | "validityEndTime";

const stage = new Stage(strict("@pulumi/tls", tls));
const made = async (type: string, inputs: Fields) =>
    (await stage.create(type, inputs)).outputs.fields as Record<Text, string>;
const newKey = (inputs: Fields = { algorithm: "ECDSA", ecdsaCurve: "P256" }) =>
    made(keyType, inputs);

async function authority(name = "Authority of the house") {
    const { privateKeyPem } = await newKey({ algorithm: "ECDSA", ecdsaCurve: "P384" });
    const { certPem } = await made(selfSignedType, {
        privateKeyPem,
        isCaCertificate: true,
        subject: { commonName: name, organization: "homelab" },
        validityPeriodHours: 48,
        allowedUses: ["cert_signing", "crl_signing"],
    });
    return { caPrivateKeyPem: privateKeyPem, caCertPem: certPem };
}

async function request(dnsNames = ["home.example.org", "*.home.example.org"]) {
    const { privateKeyPem } = await newKey();
    const { certRequestPem } = await made(requestType, {
        privateKeyPem,
        subject: { commonName: "home.example.org" },
        dnsNames,
    });
    return { privateKeyPem, certRequestPem };
}

const serverUse = { validityPeriodHours: 24, allowedUses: ["digital_signature", "server_auth"] };

describe("a key", () => {
    it.each<[string, Fields, object]>([
        ["rsa", { algorithm: "RSA", rsaBits: 1024 }, { modulusLength: 1024 }],
        ["ec", { algorithm: "ECDSA", ecdsaCurve: "P521" }, { namedCurve: "secp521r1" }],
        ["ed25519", { algorithm: "ED25519" }, {}],
    ])("is a real one: %s", async (kind, inputs, details) => {
        const { privateKeyPem, publicKeyPem, privateKeyPemPkcs8 } = await newKey(inputs);
        const key = createPrivateKey(privateKeyPem);
        expect(key.asymmetricKeyType).toBe(kind);
        expect(key.asymmetricKeyDetails).toMatchObject(details);
        expect(createPublicKey(privateKeyPem).equals(createPublicKey(publicKeyPem))).toBe(true);
        expect(createPublicKey(privateKeyPemPkcs8).equals(createPublicKey(publicKeyPem))).toBe(
            true,
        );
    });

    it("is another one each time, secret, and unknown before", async () => {
        const first = await stage.create(keyType, { algorithm: "ED25519" });
        const second = await stage.create(keyType, { algorithm: "ED25519" });
        expect(second.id).not.toBe(first.id);
        expect(first.outputs.secrets).toEqual([["privateKeyPem"], ["privateKeyPemPkcs8"]]);
        const { fields } = await stage.preview(keyType, { algorithm: "ED25519" });
        expect([fields["privateKeyPem"], fields["publicKeyPem"]]).toEqual([UNKNOWN, UNKNOWN]);
    });

    it("is made anew for any change", async () => {
        const key = await stage.create(keyType, { algorithm: "RSA", rsaBits: 1024 });
        const verdict = await stage.verdict(key, { algorithm: "RSA", rsaBits: 2048 });
        expect(verdict.replaced).toEqual(["rsaBits"]);
    });

    it("of an unknown algorithm is refused", async () => {
        await expect(newKey({ algorithm: "DSA" })).rejects.toThrow("none of RSA, ECDSA");
    });
});

describe("a certificate", () => {
    it("of an authority is its own issuer and may sign", async () => {
        const { caCertPem, caPrivateKeyPem } = await authority();
        const certificate = new X509Certificate(caCertPem);
        expect(certificate.ca).toBe(true);
        expect(certificate.checkIssued(certificate)).toBe(true);
        expect(certificate.verify(certificate.publicKey)).toBe(true);
        expect(certificate.checkPrivateKey(createPrivateKey(caPrivateKeyPem))).toBe(true);
        expect(certificate.subject).toBe("CN=Authority of the house\nO=homelab");
    });

    it("is no authority unless it was asked to be one", async () => {
        const { privateKeyPem } = await newKey();
        const { certPem } = await made(selfSignedType, {
            privateKeyPem,
            subject: { commonName: "sealed-secret" },
            validityPeriodHours: 1,
            allowedUses: ["cert_signing"],
        });
        expect(new X509Certificate(certPem).ca).toBe(false);
    });

    it("that was asked for is signed by the authority, for the key and names of the request", async () => {
        const house = await authority();
        const { certRequestPem, privateKeyPem } = await request();
        const { certPem } = await made(signedType, { ...house, ...serverUse, certRequestPem });
        const certificate = new X509Certificate(certPem);
        const issuer = new X509Certificate(house.caCertPem);
        expect(certificate.checkIssued(issuer)).toBe(true);
        expect(certificate.verify(issuer.publicKey)).toBe(true);
        expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
        expect(certificate.ca).toBe(false);
        expect(certificate.checkHost("photos.home.example.org")).toBeDefined();
        expect(certificate.checkHost("photos.other.example.org")).toBeUndefined();
        expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
        const stranger = new X509Certificate((await authority("Stranger")).caCertPem);
        expect(certificate.verify(stranger.publicKey)).toBe(false);
    });

    it("holds for the hours it was asked for, from now on", async () => {
        const before = Date.now() - 1000;
        const { privateKeyPem } = await newKey();
        const { certPem, ...told } = await made(selfSignedType, {
            privateKeyPem,
            subject: { commonName: "x" },
            ...serverUse,
        });
        const { validFrom, validTo } = new X509Certificate(certPem);
        expect(Date.parse(validFrom)).toBeGreaterThanOrEqual(before);
        expect(Date.parse(validTo) - Date.parse(validFrom)).toBe(24 * hour);
        const end = Date.parse(told.validityEndTime);
        expect(Math.abs(end - Date.parse(validTo))).toBeLessThan(1000);
    });

    it("is refused for a request that was not signed with its own key", async () => {
        const house = await authority();
        const { certRequestPem } = await request();
        const bytes = Buffer.from(certRequestPem.split("\n").slice(1, -2).join(""), "base64");
        // One bit of the name: the request stays well-formed, but is no longer what was signed.
        const at = bytes.indexOf("home.example.org");
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
        const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString("base64")}\n-----END CERTIFICATE REQUEST-----\n`;
        await expect(
            made(signedType, { ...house, ...serverUse, certRequestPem: forged }),
        ).rejects.toThrow("the request's signature does not match its key");
    });

    it("is refused for a use that nobody knows", async () => {
        const inputs = { privateKeyPem: "k", validityPeriodHours: 1, subject: {} };
        const uses = (...allowedUses: string[]) =>
            stage.problems(selfSignedType, { ...inputs, allowedUses });
        expect(uses("server_auth", "sign_everything")).toEqual([
            "allowedUses: unknown use: sign_everything",
        ]);
        expect(uses("server_auth", "key_encipherment")).toEqual([]);
        await expect(stage.preview(selfSignedType, inputs)).resolves.toMatchObject({
            fields: { certPem: UNKNOWN },
            secrets: [["privateKeyPem"]],
        });
    });
});
