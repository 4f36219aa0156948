import type { ResourceKind, StandIn } from "../../provider/stand-in";
import { list } from "../../provider/value";
import { certificateRequest, isKnownUse, locallySigned, selfSigned } from "./certificates";
import { makeKeys } from "./keys";

/** Whatever changes, a key or certificate is made anew. */
const certificateKind = {
    forceNew: ["*"],
    computed: ["certPem", "validityStartTime", "validityEndTime"],
    secrets: ["privateKeyPem", "caPrivateKeyPem"],
    problems: ({ inputs }) =>
        list(inputs["allowedUses"]).flatMap((use) =>
            typeof use === "string" && !isKnownUse(use)
                ? [{ property: "allowedUses", reason: `unknown use: ${use}` }]
                : [],
        ),
} satisfies Partial<ResourceKind>;

const kinds: Readonly<Record<string, ResourceKind>> = {
    "tls:index/privateKey:PrivateKey": {
        forceNew: ["*"],
        computed: ["privateKeyPem", "privateKeyPemPkcs8", "publicKeyPem"],
        secrets: ["privateKeyPem", "privateKeyPemPkcs8"],
        create: ({ inputs }) => makeKeys(inputs),
    },
    "tls:index/selfSignedCert:SelfSignedCert": {
        ...certificateKind,
        create: ({ inputs }) => selfSigned(inputs),
    },
    "tls:index/certRequest:CertRequest": {
        forceNew: ["*"],
        computed: ["certRequestPem"],
        secrets: ["privateKeyPem"],
        create: ({ inputs }) => certificateRequest(inputs),
    },
    "tls:index/locallySignedCert:LocallySignedCert": {
        ...certificateKind,
        create: ({ inputs }) => locallySigned(inputs),
    },
};

/** Plays the TLS provider with real keys and certificates, which exist nowhere but in state. */
export const tls: StandIn = {
    name: "tls",
    version: "5.6.1",
    kind(type) {
        const kind = kinds[type];
        if (kind === undefined) {
            throw new Error(`${type}: the stand-in for tls does not play this type.`);
        }
        return kind;
    },
};
