import { secretSealed, servedSecretSealed } from "../../policies/rules/secret-sealed";
import { kube, resource, testRule, unknown } from "./support";

const active = { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" };
const home = { namespace: "sealed-secrets", labels: active };
const mesh = { namespace: "kube-system", labels: { "network.homelab/part": "mesh-authority" } };
const key = (metadata: object = home, type: unknown = "kubernetes.io/tls") =>
    kube("core/v1:Secret", "key", { type }, metadata);
const refused = (name: string, object = `immich/${name}`): readonly [string, string] => [
    name,
    `The Secret ${object} must be sealed: make it as a SealedSecret, not as a Secret.`,
];

/** A note of Helm's on a release, the token of new machines and the key that Talos makes. */
function madeByOthers() {
    return [
        key({ labels: { owner: "helm" } }, "helm.sh/release.v1"),
        key({ namespace: "kube-system" }, "bootstrap.kubernetes.io/token"),
        key(
            { namespace: "talos-backup", ownerReferences: [{ apiVersion: "talos.dev/v1alpha1" }] },
            "Opaque",
        ),
    ];
}

testRule(secretSealed, [
    {
        title: "leaves sealed secrets alone",
        stack: [kube("bitnami.com/v1alpha1:SealedSecret", "db")],
        judged: [],
    },
    { title: "allows the sealing key", stack: [key()], judged: ["key"] },
    {
        title: "allows the authority of the mesh, by namespace, type and label",
        stack: [
            key(mesh, "Opaque"),
            key({ ...mesh, namespace: "immich" }, "Opaque"),
            key(mesh, "kubernetes.io/tls"),
            key({ ...mesh, labels: { "network.homelab/part": "else" } }, "Opaque"),
        ],
        judged: ["key", "key", "key", "key"],
        finds: [
            refused("key"),
            refused("key", "kube-system/key"),
            refused("key", "kube-system/key"),
        ],
    },
    {
        title: "refuses a plain secret",
        stack: [kube("core/v1:Secret", "db", { stringData: { password: "x" } })],
        judged: ["db"],
        finds: [refused("db")],
    },
    {
        title: "refuses a plain secret as a custom resource",
        stack: [kube("v1:Secret", "db")],
        judged: ["db"],
        finds: [refused("db")],
    },
    {
        title: "refuses a patch of a secret",
        stack: [kube("core/v1:SecretPatch", "db")],
        judged: ["db"],
        finds: [refused("db")],
    },
    {
        title: "refuses each secret of a list",
        stack: [
            resource("kubernetes:core/v1:SecretList", "list", {
                items: [
                    { metadata: { name: "a" } },
                    { metadata: { name: "b", namespace: "x" } },
                    3,
                ],
            }),
        ],
        judged: ["list"],
        finds: [
            refused("list", "default/a"),
            refused("list", "x/b"),
            refused("list", "default/list"),
        ],
    },
    {
        title: "refuses what only Talos and Helm may make",
        stack: madeByOthers(),
        judged: ["key", "key", "key"],
        finds: [
            refused("key"),
            refused("key", "kube-system/key"),
            refused("key", "talos-backup/key"),
        ],
    },
    {
        title: "refuses a sealing key in another namespace",
        stack: [key({ ...home, namespace: "immich" })],
        judged: ["key"],
        finds: [refused("key")],
    },
    {
        title: "refuses a sealing key without its label",
        stack: [key({ namespace: "sealed-secrets" })],
        judged: ["key"],
        finds: [refused("key", "sealed-secrets/key")],
    },
    {
        title: "refuses a sealing key that is switched off",
        stack: [
            key({
                ...home,
                labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "compromised" },
            }),
        ],
        judged: ["key"],
        finds: [refused("key", "sealed-secrets/key")],
    },
    {
        title: "refuses a sealing key of another type",
        stack: [key(home, "Opaque")],
        judged: ["key"],
        finds: [refused("key", "sealed-secrets/key")],
    },
    {
        title: "refuses a sealing key whose type is unknown at preview",
        stack: [key(home, unknown.text)],
        judged: ["key"],
        finds: [refused("key", "sealed-secrets/key")],
    },
    {
        title: "refuses a secret whose metadata is malformed",
        stack: [resource("kubernetes:core/v1:Secret", "odd", { metadata: "x", type: 5 })],
        judged: ["odd"],
        finds: [refused("odd", "default/odd")],
    },
    { title: "leaves other kinds alone", stack: [kube("core/v1:ConfigMap", "x")], judged: [] },
    {
        title: "leaves other providers alone",
        stack: [resource("aws:core/v1:Secret", "x", {})],
        judged: [],
    },
]);

testRule(servedSecretSealed, [
    { title: "allows the sealing key at the API server too", stack: [key()], judged: ["key"] },
    {
        title: "refuses a plain secret at the API server too",
        stack: [kube("core/v1:Secret", "db", { stringData: { password: "x" } })],
        judged: ["db"],
        finds: [refused("db")],
    },
    {
        title: "allows there what only Talos and Helm may make",
        stack: madeByOthers(),
        judged: ["key", "key", "key"],
    },
    {
        title: "allows what Helm notes of a release, wherever",
        stack: [key({ labels: { owner: "helm" } }, "helm.sh/release.v1")],
        judged: ["key"],
    },
    {
        title: "refuses a note that is not Helm's",
        stack: [key({}, "helm.sh/release.v1")],
        judged: ["key"],
        finds: [refused("key")],
    },
    {
        title: "allows the token of new machines in its own namespace only",
        stack: [
            key({ namespace: "kube-system" }, "bootstrap.kubernetes.io/token"),
            key({}, "bootstrap.kubernetes.io/token"),
        ],
        judged: ["key", "key"],
        finds: [refused("key")],
    },
    {
        title: "allows the key that Talos makes for its own account, and none beside it",
        stack: [
            ...[["talos.dev/v1alpha1"], ["talos.dev/v1alpha1", "v1"], []].map((owners) =>
                key(
                    {
                        namespace: "talos-backup",
                        ownerReferences: owners.map((apiVersion) => ({ apiVersion })),
                    },
                    "Opaque",
                ),
            ),
        ],
        judged: ["key", "key", "key"],
        finds: [refused("key", "talos-backup/key"), refused("key", "talos-backup/key")],
    },
]);
