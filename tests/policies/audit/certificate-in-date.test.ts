import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { certificateInDate } from "../../../policies/audit/checks/certificate-in-date";
import { checked, secret } from "./state";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

async function certificate(from: string, to: string): Promise<string> {
    x509.cryptoProvider.set(webcrypto);
    const keys = await webcrypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
    const made = await x509.X509CertificateGenerator.createSelfSigned({
        ...{ name: "CN=x", keys, signingAlgorithm: algorithm },
        ...{ notBefore: new Date(from), notAfter: new Date(to) },
    });
    return made.toString("pem");
}

let year: string;
let week: string;
const type = "tls:index/selfSignedCert:SelfSignedCert";
const says = (outputs: object, now: string) =>
    checked(certificateInDate, [{ type, name: "cert", outputs }], new Date(now));

beforeAll(async () => {
    year = await certificate("2026-01-01", "2027-01-01");
    week = await certificate("2026-06-01", "2026-06-08");
});

test.each([
    ["2026-06-15", []],
    ["2026-12-01", []],
    ["2026-12-03", ["The certificate certPem of cert must be renewed: it ends on 2027-01-01."]],
    ["2027-01-01", ["The certificate certPem of cert must be valid now: it ended on 2027-01-01."]],
    ["2025-12-30", ["The certificate certPem of cert must be valid now: it begins on 2026-01-01."]],
    ["2025-12-31T12:00:00Z", []],
])("one of a year, on %s", (now, expected) => {
    expect(says({ certPem: year }, now)).toEqual({ judged: ["cert"], says: expected });
});

test("one of a week has a third of it to go", () => {
    expect(says({ certPem: week }, "2026-06-05").says).toEqual([]);
    expect(says({ certPem: week }, "2026-06-06").says).toEqual([
        "The certificate certPem of cert must be renewed: it ends on 2026-06-08.",
    ]);
});

test("is found in base64, inside a secret and behind others", () => {
    const encoded = Buffer.from(year).toString("base64");
    const outputs = { clientConfiguration: secret({ ca: week, clientCertificate: encoded }) };
    expect(says(outputs, "2028-01-01").says).toEqual([
        "The certificate clientConfiguration.ca of cert must be valid now: it ended on 2026-06-08.",
        "The certificate clientConfiguration.clientCertificate of cert must be valid now: it ended on 2027-01-01.",
    ]);
    expect(says({ chain: `${year}\n${week}` }, "2026-06-15").says).toHaveLength(1);
});

test("counts once for each resource", () => {
    expect(says({ a: year, b: year }, "2028-01-01").says).toHaveLength(1);
});

test("must be one", () => {
    const pem = "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----";
    expect(says({ certPem: pem }, "2026-06-15").says).toEqual([
        "The certificate certPem of cert must be readable.",
    ]);
});

test("is not looked for where there is none", () => {
    expect(says({ a: "text", b: 5, c: "LS0tLS1CRUdJTiBQUklWQVRF" }, "2026-06-15").judged).toEqual(
        [],
    );
});
