import { passphraseLasting } from "../../policies/rules/passphrase-lasting";
import { providerGuarded } from "../../policies/rules/provider-guarded";
import { sealedSecretStrict } from "../../policies/rules/sealed-secret-strict";
import { sealingKeyLasting } from "../../policies/rules/sealing-key-lasting";
import { secretAsFile } from "../../policies/rules/secret-as-file";
import { kube, resource, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";
import { testPodRule } from "./support/pods";

const strict = "be sealed with the strict scope.";
const nothing = "hold nothing outside encryptedData.";
const clear = "hold what kubeseal gave, and nothing in the clear, under each key of encryptedData.";
const wide = "sealedsecrets.bitnami.com/cluster-wide";
testChanges(
    sealedSecretStrict,
    {
        type: "kubernetes:bitnami.com/v1alpha1:SealedSecret",
        name: "db",
        props: {
            metadata: { name: "db", namespace: "immich" },
            spec: { encryptedData: { password: "AgB" }, template: { metadata: {} } },
        },
        says: "The SealedSecret immich/db must",
    },
    [
        [
            "passes ciphertext that is not known yet",
            { "spec.encryptedData.password": unknown.text },
        ],
        [
            "refuses a secret for all the cluster",
            { [`metadata.annotations["${wide}"]`]: "true" },
            strict,
        ],
        [
            "refuses a secret for its namespace",
            { 'metadata.annotations["sealedsecrets.bitnami.com/namespace-wide"]': "true" },
            strict,
        ],
        [
            "refuses a wide scope in the template",
            { [`spec.template.metadata.annotations["${wide}"]`]: "true" },
            strict,
        ],
        ["refuses the old field", { "spec.data": "AgB" }, nothing],
        ["refuses plain data in the template", { "spec.template.data": { a: "b" } }, nothing],
        ["refuses what was never sealed", { "spec.encryptedData.password": "hunter2" }, clear],
        ["refuses text that looks like it", { "spec.encryptedData.b": "Agenda" }, clear],
        ["passes a shorter key", { "spec.encryptedData.b": "AQCx" }],
        ["refuses what is no text", { "spec.encryptedData.b": 5 }, clear],
        ["refuses emptiness", { "spec.encryptedData": {} }, "hold encrypted data."],
        ["refuses unknown data", { "spec.encryptedData": unknown.object }, "hold encrypted data."],
    ],
);

const files = "read its secrets from files";
testPodRule(secretAsFile, [
    { title: "passes plain variables", container: { env: [{ name: "TZ", value: "UTC" }] } },
    { title: "passes a config map", container: { envFrom: [{ configMapRef: { name: "a" } }] } },
    {
        title: "refuses a variable from a secret",
        container: { env: [{ name: "P", valueFrom: { secretKeyRef: { name: "a", key: "b" } } }] },
        says: files,
    },
    {
        title: "refuses all of a secret",
        container: { envFrom: [{ secretRef: { name: "a" } }] },
        says: files,
    },
]);

testChanges(
    providerGuarded,
    {
        type: "pulumi:providers:proxmoxve",
        name: "proxmox",
        props: { apiToken: "pulumi@pve!homelab=1", minTls: "1.3" },
        options: { secretPaths: ["apiToken", "password"] },
        says: "The provider proxmox must",
    },
    [
        ["refuses a password", { password: "x" }, "not use a password."],
        ["refuses no token", { apiToken: undefined }, "use an API token."],
        ["refuses root", { apiToken: "root@pam!a=1" }, "not act as root."],
        ["refuses older TLS", { minTls: "1.2" }, "set minTls to 1.3."],
        ...[false, "false"].map(
            (insecure) =>
                [`passes ${JSON.stringify(insecure)} for insecure`, { insecure }] as const,
        ),
        ...[true, "true", unknown.text].map(
            (insecure) =>
                [
                    `refuses ${JSON.stringify(insecure)} for insecure`,
                    { insecure },
                    "check Proxmox' certificate: leave insecure out.",
                ] as const,
        ),
        ["refuses silence about TLS", { minTls: undefined }, "set minTls to 1.3."],
    ],
);
testChanges(
    providerGuarded,
    {
        type: "pulumi:providers:kubernetes",
        name: "cluster",
        props: { clusterIdentifier: "homelab" },
        says: "The provider cluster must",
    },
    [
        [
            "refuses a kubeconfig in the clear",
            { kubeconfig: "a" },
            "be given kubeconfig as a secret.",
        ],
        ["passes one that is not known yet", { kubeconfig: unknown.text }],
        ["refuses an API key in the clear", { apiKey: "a" }, "be given apiKey as a secret."],
    ],
);

const sealedPassphrase = kube(
    "bitnami.com/v1alpha1:SealedSecret",
    "luks",
    { spec: { encryptedData: { "encryption-passphrase": "AgB" } } },
    {},
    { dependsOn: ["sealing", "luks"] },
);
const sealing = resource(
    "pulumi-nodejs:dynamic/homelab:Sealing",
    "sealing",
    {},
    { dependsOn: ["passphrase"] },
);
const long = "have 32 characters or more, known at preview.";
const password = "random:index/randomPassword:RandomPassword";
testChanges(
    passphraseLasting,
    {
        type: password,
        name: "passphrase",
        props: { length: 64 },
        options: { protect: true },
        beside: [sealedPassphrase, sealing],
        says: "The passphrase passphrase must",
    },
    [
        ["passes the shortest", { length: 32 }],
        ["refuses a short one", { length: 31 }, long],
        ["refuses an unknown length", { length: unknown.text }, long],
        [
            "refuses keepers",
            { keepers: { date: "today" } },
            "not have keepers, which make it anew.",
        ],
        [
            "refuses unknown keepers",
            { keepers: unknown.object },
            "not have keepers, which make it anew.",
        ],
    ],
);
const unprotected = "be protected: set protect in its resource options.";
testChanges(
    passphraseLasting,
    {
        type: password,
        name: "passphrase",
        props: { length: 64 },
        beside: [
            sealedPassphrase,
            sealing,
            resource("homelab:index:Homelab", "h", { protection: "lifted" }),
        ],
        says: "The passphrase passphrase must",
    },
    [["is silent about protection when it is lifted", {}]],
);
test("passphrase-lasting refuses one without protection", () => {
    const bare = resource(password, "passphrase", { length: 64 });
    expect(verdictOf(passphraseLasting, [sealedPassphrase, sealing, bare]).findings).toEqual([
        { urn: "urn:passphrase", message: `The passphrase passphrase must ${unprotected}` },
    ]);
});
test("passphrase-lasting follows what a passphrase was sealed from, and nothing else", () => {
    const short = (name: string) => resource(password, name, { length: 8 }, { protect: true });
    const sealed = (name: string, keys: object, dependsOn: string[]) =>
        kube(
            "bitnami.com/v1alpha1:SealedSecret",
            name,
            { spec: { encryptedData: keys } },
            {},
            { dependsOn },
        );
    const judged = (...stack: Parameters<typeof verdictOf>[1]) =>
        verdictOf(passphraseLasting, stack).judged;
    const other = { other: "AgB", "encryption-passphrase": "AgB" };
    expect(judged(sealed("a", other, ["one"]), short("one"))).toEqual(["urn:one"]);
    expect(judged(sealed("a", { other: "AgB" }, ["one"]), short("one"))).toEqual([]);
    // Another object of the cluster is no source, though it may have one of its own.
    const namespace = kube("core/v1:Namespace", "namespace", {}, {}, { dependsOn: ["one"] });
    expect(judged(sealed("a", other, ["namespace"]), namespace, short("one"))).toEqual(["urn:a"]);
    // Sources may be named twice, be absent, or lead back to where they came from.
    const circle = resource(
        "pulumi-nodejs:dynamic/homelab:Sealing",
        "circle",
        {},
        {
            dependsOn: ["circle", "absent", "one", "one"],
        },
    );
    expect(judged(sealed("a", other, ["circle"]), circle, short("one"))).toEqual(["urn:one"]);
});

const key = resource("tls:index/privateKey:PrivateKey", "key", { algorithm: "RSA", rsaBits: 4096 });
const certificate = (hours: unknown) =>
    resource("tls:index/selfSignedCert:SelfSignedCert", "certificate", {
        validityPeriodHours: hours,
    });
const secret = {
    metadata: {
        name: "key",
        namespace: "sealed-secrets",
        labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" },
    },
    type: "kubernetes.io/tls",
    immutable: true,
};
testChanges(
    sealingKeyLasting,
    {
        type: "kubernetes:core/v1:Secret",
        name: "secret",
        props: secret,
        options: { dependsOn: ["key", "certificate", "absent"] },
        beside: [key, certificate(87600)],
        says: "The sealing key sealed-secrets/key must",
    },
    [
        ["refuses a key that can change", { immutable: false }, "be immutable."],
        ["refuses silence", { immutable: undefined }, "be immutable."],
    ],
);
test.each([
    [
        "a weak key",
        resource(key.type, "key", { algorithm: "RSA", rsaBits: 2048 }),
        "be an RSA key of 4096 bits.",
    ],
    [
        "another algorithm",
        resource(key.type, "key", { algorithm: "ED25519" }),
        "be an RSA key of 4096 bits.",
    ],
    ["a short certificate", certificate(8760), "be valid for 5 years or more."],
    ["a certificate of unknown length", certificate(unknown.text), "be valid for 5 years or more."],
    [
        "another algorithm of many bits",
        resource(key.type, "key", { algorithm: "ECDSA", rsaBits: 4096 }),
        "be an RSA key of 4096 bits.",
    ],
    [
        "a number of bits in words",
        resource(key.type, "key", { algorithm: "RSA", rsaBits: "4096" }),
        "be an RSA key of 4096 bits.",
    ],
] as const)("sealing-key-lasting refuses %s", (_title, source, says) => {
    const subject = resource("kubernetes:core/v1:Secret", "secret", secret, {
        dependsOn: [source.name],
    });
    expect(verdictOf(sealingKeyLasting, [subject, source]).findings).toEqual([
        { urn: "urn:secret", message: `The sealing key's source ${source.name} must ${says}` },
    ]);
});

test("sealing-key-lasting passes five years, and asks a certificate's other sources nothing", () => {
    const subject = resource("kubernetes:core/v1:Secret", "secret", secret, {
        dependsOn: ["key", "certificate", "namespace"],
    });
    const namespace = resource("kubernetes:core/v1:Namespace", "namespace", {});
    const stack = [subject, key, certificate(43_800), namespace];
    expect(verdictOf(sealingKeyLasting, stack)).toEqual({ judged: ["urn:secret"], findings: [] });
});
test("sealing-key-lasting judges no other secret and no other release", () => {
    const other = kube("core/v1:Secret", "other", {}, { labels: { app: "a" } });
    const release = kube("helm.sh/v3:Release", "other", { chart: "other", values: {} });
    expect(verdictOf(sealingKeyLasting, [other, release])).toEqual({ judged: [], findings: [] });
});

testChanges(
    sealingKeyLasting,
    {
        type: "kubernetes:helm.sh/v3:Release",
        name: "sealed-secrets",
        props: {
            name: "sealed-secrets",
            namespace: "sealed-secrets",
            chart: "sealed-secrets",
            values: { keyrenewperiod: "0" },
        },
        says: "The release sealed-secrets/sealed-secrets must",
    },
    [
        [
            "refuses a controller that makes keys",
            { "values.keyrenewperiod": "720h" },
            'set keyrenewperiod to "0": a key it made itself would not be in state.',
        ],
        [
            "refuses silence",
            { values: {} },
            'set keyrenewperiod to "0": a key it made itself would not be in state.',
        ],
    ],
);
