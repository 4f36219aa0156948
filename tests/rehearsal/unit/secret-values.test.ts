import { generateKeyPairSync } from "node:crypto";
import type { Deployment } from "@pulumi/pulumi/automation";
import { findLeaks } from "../../../rehearsal/leaks/leak-scan";
import { secretValues } from "../../../rehearsal/leaks/secret-values";
import { makeKeys } from "../../../rehearsal/stand-ins/tls/keys";
import { certificateRequest, selfSigned } from "../../../rehearsal/stand-ins/tls/certificates";

const signature = "4dabf18193072939515e22adb298388d";
const password = "hT7kQ2mVx9LpRw4Z";
const hidden = (value: unknown) => ({
    [signature]: "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(value),
});

function stateWith(outputs: unknown, inputs: unknown = {}): Deployment {
    const urn = "urn:pulumi:homelab::homelab::random:index/randomPassword:RandomPassword::pw";
    return { version: 3, deployment: { resources: [{ urn, inputs, outputs }] } };
}

/** Each value once. */
const valuesIn = (outputs: unknown) => [
    ...new Set(secretValues(stateWith(outputs)).map(({ value }) => value)),
];

async function keys() {
    const { outputs } = await makeKeys({ algorithm: "ECDSA", ecdsaCurve: "P256" });
    return outputs as Record<"privateKeyPem" | "privateKeyPemPkcs8" | "publicKeyPem", string>;
}

/** Lines of a PEM between its first and last. */
const body = (pem: string) => pem.trim().split("\n").slice(1, -1);

describe("the secrets of a state", () => {
    it("are what lies below the marker, in inputs and outputs, with where they are from", () => {
        const other = "zR5nB8cYt3WqKd6J";
        const state = stateWith({ result: hidden(password) }, { deep: [{ key: hidden(other) }] });
        const source = "random:index/randomPassword:RandomPassword::pw";
        const found = secretValues(state).map((secret) => `${secret.source} ${secret.value}`);
        expect([...new Set(found)]).toEqual([`${source} ${other}`, `${source} ${password}`]);
    });

    it("are every text of a secret structure", () => {
        const value = { user: "somebody", list: [{ password }], n: 1, none: null };
        expect(valuesIn({ all: hidden(value) })).toEqual([password]);
    });

    it("are not what is public, though it looks the same", () => {
        expect(valuesIn({ result: password })).toEqual([]);
    });

    it("are not the name of a key, which travels with its secret half", () => {
        const name = "7f3a9c1e5b8d2046af7c3e9b1d5a8f60";
        const urn = (type: string) => `urn:pulumi:homelab::homelab::${type}::one`;
        const token = "cloudflare:index/accountToken:AccountToken";
        const sealing = "pulumi-nodejs:dynamic/homelab:Sealing";
        const both = (type: string): Deployment => ({
            version: 3,
            deployment: {
                resources: [
                    { urn: urn(type), type, id: name, outputs: {} },
                    { urn: urn(sealing), type: sealing, outputs: hidden({ name, password }) },
                ],
            },
        });
        const found = (type: string) => [
            ...new Set(secretValues(both(type)).map(({ value }) => value)),
        ];
        expect(found(token)).toEqual([password]);
        // Of other resources the id may be the secret itself.
        expect(found("random:index/randomString:RandomString")).toEqual([name, password]);
    });

    it("do not hold the marker of a secret within a secret", () => {
        const nested = { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: password };
        expect(valuesIn({ all: hidden({ nested }) })).toEqual([password]);
    });

    it.each([
        ["a short one", "Ab3Ab3Ab3"],
        ["a name", "immich-database-credentials"],
        ["an address", "https://192.168.10.21:6443"],
    ])("are not %s, which is found by chance or said aloud", (_what, text) => {
        expect(valuesIn({ a: hidden(text) })).toEqual([]);
    });

    it("are also the random parts of a text with a public beginning", () => {
        const uuid = "12345678-9abc-4def-8123-456789abcdef";
        expect(valuesIn({ token: hidden(`pulumi@pve!homelab=${uuid}`) })).toContain(uuid);
    });
});

describe("the key material in a state", () => {
    it("is every line of a private key, so that no part of it escapes", async () => {
        const { privateKeyPem, privateKeyPemPkcs8 } = await keys();
        for (const pem of [privateKeyPem, privateKeyPemPkcs8]) {
            const found = secretValues(stateWith({ key: hidden(pem) }));
            for (const line of body(pem).filter((text) => text.length >= 32)) {
                expect(findLeaks(found, [{ place: "p", text: line }])).not.toEqual([]);
            }
        }
    });

    it("is every line of a long private key", () => {
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const pem = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
        const found = valuesIn({ key: hidden(pem) });
        expect(body(pem).filter((line) => line.length === 64 && !found.includes(line))).toEqual([]);
        expect(found.join("")).not.toContain("PRIVATE");
    });

    it("is found in the base64 of a kubeconfig, between its words", async () => {
        const { privateKeyPem } = await keys();
        const encoded = Buffer.from(privateKeyPem).toString("base64");
        const kubeconfig = `apiVersion: v1\nusers:\n- name: admin\n  user:\n    client-key-data: ${encoded}\n`;
        const found = secretValues(stateWith({ kubeconfigRaw: hidden(kubeconfig) }));
        expect(findLeaks(found, [{ place: "raw", text: privateKeyPem }])).not.toEqual([]);
        expect(findLeaks(found, [{ place: "copied", text: encoded }])).not.toEqual([]);
        expect(findLeaks(found, [{ place: "words", text: "client-key-data: apiVersion" }])).toEqual(
            [],
        );
    });

    it("is none of a certificate, a request or a public key", async () => {
        const { privateKeyPem, publicKeyPem } = await keys();
        const inputs = { privateKeyPem, subject: { commonName: "x" }, validityPeriodHours: 1 };
        const { certPem } = (await selfSigned(inputs)).outputs as { certPem: string };
        const { certRequestPem } = (await certificateRequest(inputs)).outputs;
        const bundle = Buffer.from(certPem).toString("base64");
        for (const pem of [certPem, certRequestPem, publicKeyPem, `ca: ${bundle}\n`]) {
            expect(valuesIn({ a: hidden(pem) })).toEqual([]);
        }
    });

    it("is not the public half that is shown elsewhere", async () => {
        const { privateKeyPemPkcs8, publicKeyPem } = await keys();
        const state = {
            version: 3,
            deployment: {
                resources: [
                    { urn: "urn:pulumi:s::p::t::a", outputs: { key: hidden(privateKeyPemPkcs8) } },
                    { urn: "urn:pulumi:s::p::t::b", outputs: { publicKeyPem } },
                ],
            },
        };
        expect(findLeaks(secretValues(state), [{ place: "p", text: publicKeyPem }])).toEqual([]);
    });
});
