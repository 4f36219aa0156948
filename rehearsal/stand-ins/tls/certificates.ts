import { createHash, createPublicKey, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { type Fields, fieldsOf, list, text } from "../../provider/value";
import { importPublicKey, type SigningKey, signingKey } from "./keys";

x509.cryptoProvider.set(webcrypto);

const hourInMs = 3_600_000;

const keyUsages: Readonly<Record<string, x509.KeyUsageFlags>> = {
    digital_signature: x509.KeyUsageFlags.digitalSignature,
    content_commitment: x509.KeyUsageFlags.nonRepudiation,
    key_encipherment: x509.KeyUsageFlags.keyEncipherment,
    data_encipherment: x509.KeyUsageFlags.dataEncipherment,
    key_agreement: x509.KeyUsageFlags.keyAgreement,
    cert_signing: x509.KeyUsageFlags.keyCertSign,
    crl_signing: x509.KeyUsageFlags.cRLSign,
};
const extendedUsages: Readonly<Record<string, string>> = {
    server_auth: x509.ExtendedKeyUsage.serverAuth,
    client_auth: x509.ExtendedKeyUsage.clientAuth,
    code_signing: x509.ExtendedKeyUsage.codeSigning,
};

/** Whether certificates can be made for such a use. */
export function isKnownUse(use: string): boolean {
    return use in keyUsages || use in extendedUsages;
}

/** A certificate that its own key has signed. */
export async function selfSigned(inputs: Fields) {
    const pem = text(inputs["privateKeyPem"]) ?? "";
    const name = nameOf(fieldsOf(inputs["subject"]));
    return certificate(inputs, {
        subject: name,
        issuer: name,
        publicKey: await importPublicKey(createPublicKey(pem)),
        key: await signingKey(pem),
        dnsNames: textsIn(inputs["dnsNames"]),
    });
}

/** A request for a certificate. */
export async function certificateRequest(inputs: Fields) {
    const pem = text(inputs["privateKeyPem"]) ?? "";
    const { algorithm, key } = await signingKey(pem);
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
        name: nameOf(fieldsOf(inputs["subject"])),
        keys: { privateKey: key, publicKey: await importPublicKey(createPublicKey(pem)) },
        signingAlgorithm: algorithm,
        extensions: alternativeNames(textsIn(inputs["dnsNames"])),
    });
    const certRequestPem = `${request.toString("pem")}\n`;
    const id = createHash("sha1").update(certRequestPem).digest("hex");
    return { id, outputs: { ...inputs, certRequestPem } };
}

/** A certificate for a request, signed by an authority at hand. */
export async function locallySigned(inputs: Fields) {
    const request = new x509.Pkcs10CertificateRequest(text(inputs["certRequestPem"]) ?? "");
    if (!(await request.verify())) {
        throw new Error("certRequestPem: the request's signature does not match its key");
    }
    const authority = new x509.X509Certificate(text(inputs["caCertPem"]) ?? "");
    const dnsNames = request.extensions.flatMap((extension): string[] =>
        extension instanceof x509.SubjectAlternativeNameExtension
            ? extension.names.toJSON().map(({ value }) => value)
            : [],
    );
    return certificate(inputs, {
        subject: request.subject,
        issuer: authority.subject,
        publicKey: await importPublicKey(createPublicKey(request.publicKey.toString("pem"))),
        key: await signingKey(text(inputs["caPrivateKeyPem"]) ?? ""),
        dnsNames,
    });
}

interface Signing {
    readonly subject: string;
    readonly issuer: string;
    readonly publicKey: webcrypto.CryptoKey;
    readonly key: SigningKey;
    readonly dnsNames: readonly string[];
}

async function certificate(inputs: Fields, signing: Signing) {
    const start = new Date();
    const end = new Date(start.getTime() + Number(inputs["validityPeriodHours"]) * hourInMs);
    const made = await x509.X509CertificateGenerator.create({
        subject: signing.subject,
        issuer: signing.issuer,
        notBefore: start,
        notAfter: end,
        publicKey: signing.publicKey,
        signingKey: signing.key.key,
        signingAlgorithm: signing.key.algorithm,
        extensions: [
            new x509.BasicConstraintsExtension(inputs["isCaCertificate"] === true, undefined, true),
            ...usages(textsIn(inputs["allowedUses"])),
            ...alternativeNames(signing.dnsNames),
        ],
    });
    return {
        id: BigInt(`0x${made.serialNumber}`).toString(),
        outputs: {
            ...inputs,
            certPem: `${made.toString("pem")}\n`,
            validityStartTime: start.toISOString(),
            validityEndTime: end.toISOString(),
            readyForRenewal: false,
        },
    };
}

function usages(uses: readonly string[]): x509.Extension[] {
    const flags = uses.reduce<number>((sum, use) => sum | (keyUsages[use] ?? 0), 0);
    const extended = uses.flatMap((use) => extendedUsages[use] ?? []);
    return [
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- flags add up to a number
        new x509.KeyUsagesExtension(flags, true),
        ...(extended.length > 0 ? [new x509.ExtendedKeyUsageExtension(extended)] : []),
    ];
}

function alternativeNames(dnsNames: readonly string[]): x509.Extension[] {
    const names = dnsNames.map((value) => ({ type: "dns" as const, value }));
    return names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)];
}

function nameOf(subject: Fields): string {
    const parts = { CN: text(subject["commonName"]), O: text(subject["organization"]) };
    return Object.entries(parts)
        .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
        .join(", ");
}

function textsIn(value: Fields[string] | undefined): string[] {
    return list(value).filter((item) => typeof item === "string");
}
