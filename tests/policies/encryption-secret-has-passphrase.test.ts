import { encryptionSecretHasPassphrase } from "../../policies/rules/encryption-secret-has-passphrase";
import { kube, testRule, unknown } from "./support";

const luks = (name: unknown = "luks", namespace: unknown = "csi-proxmox") =>
    kube("storage.k8s.io/v1:StorageClass", "encrypted", {
        parameters: {
            "csi.storage.k8s.io/node-stage-secret-name": name,
            "csi.storage.k8s.io/node-stage-secret-namespace": namespace,
        },
    });
const home = { name: "luks", namespace: "csi-proxmox" };
const sealed = (encryptedData: unknown, metadata: object = home) =>
    kube("bitnami.com/v1alpha1:SealedSecret", "sealed", { spec: { encryptedData } }, metadata);
const passphrase = { "encryption-passphrase": "AgB" };

const absent: readonly [string, string] = [
    "encrypted",
    "The storage class encrypted names the secret csi-proxmox/luks, which must exist in this stack. " +
        "Seal it there, or correct the name.",
];
const wrongKey: readonly [string, string] = [
    "encrypted",
    "The storage class encrypted names the secret csi-proxmox/luks, which must hold the key " +
        "encryption-passphrase: under any other key volumes are mounted unencrypted. Rename the key.",
];
const judged = ["encrypted"];

testRule(encryptionSecretHasPassphrase, [
    { title: "passes a sealed passphrase", stack: [luks(), sealed(passphrase)], judged },
    {
        title: "passes a ciphertext that is unknown at preview under a known key",
        stack: [luks(), sealed({ "encryption-passphrase": unknown.text })],
        judged,
    },
    {
        title: "passes a plain secret, which is another rule's question",
        stack: [luks(), kube("core/v1:Secret", "plain", { stringData: passphrase }, home)],
        judged,
    },
    {
        title: "passes a plain secret with base64 data",
        stack: [luks(), kube("core/v1:Secret", "plain", { data: passphrase }, home)],
        judged,
    },
    {
        title: "refuses another key",
        stack: [luks(), sealed({ passphrase: "AgB" })],
        judged,
        finds: [wrongKey],
    },
    {
        title: "refuses the key in other letters",
        stack: [luks(), sealed({ "Encryption-Passphrase": "AgB" })],
        judged,
        finds: [wrongKey],
    },
    {
        title: "refuses an empty passphrase",
        stack: [luks(), sealed({ "encryption-passphrase": " " })],
        judged,
        finds: [wrongKey],
    },
    {
        title: "refuses a secret without data",
        stack: [luks(), sealed(undefined)],
        judged,
        finds: [wrongKey],
    },
    {
        title: "refuses malformed data",
        stack: [
            luks(),
            sealed(["encryption-passphrase"]),
            sealed({ "encryption-passphrase": { a: 1 } }),
        ],
        judged,
        finds: [wrongKey],
    },
    { title: "refuses a secret that does not exist", stack: [luks()], judged, finds: [absent] },
    {
        title: "refuses a secret of another namespace",
        stack: [luks(), sealed(passphrase, { ...home, namespace: "kube-system" })],
        judged,
        finds: [absent],
    },
    {
        title: "refuses a secret of another name",
        stack: [luks(), sealed(passphrase, { ...home, name: "luks2" })],
        judged,
        finds: [absent],
    },
    {
        title: "refuses data whose keys are unknown at preview",
        stack: [luks(), sealed(unknown.object)],
        judged,
        finds: [wrongKey],
    },
    {
        title: "refuses two secrets of the name when one lacks the key",
        stack: [luks(), sealed(passphrase), kube("core/v1:Secret", "twin", { data: {} }, home)],
        judged,
        finds: [wrongKey],
    },
    {
        title: "leaves classes without a whole name to the rule on names",
        stack: [luks(""), luks("luks", unknown.text)],
        judged: [],
    },
    { title: "has nothing to say about a stack without classes", stack: [sealed({})], judged: [] },
]);
