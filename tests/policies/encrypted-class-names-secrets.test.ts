import { encryptedClassNamesSecrets } from "../../policies/rules/encrypted-class-names-secrets";
import { kube, testRule, unknown } from "./support";

const key = (part: string) => `csi.storage.k8s.io/node-${part}`;
const complete = {
    [key("stage-secret-name")]: "luks",
    [key("stage-secret-namespace")]: "csi-proxmox",
    [key("expand-secret-name")]: "luks",
    [key("expand-secret-namespace")]: "csi-proxmox",
};
const retained = { labels: { "data.homelab/lifecycle": "retained" } };
const encryption = (word: string) => ({ "data.homelab/encryption": word });
const luks = (parameters: unknown, metadata: object = retained) =>
    kube("storage.k8s.io/v1:StorageClass", "luks", { parameters }, metadata);

const missing = (part: string): readonly [string, string] => [
    "luks",
    `The StorageClass luks must set the parameter ${key(part)}: ` +
        "without it volumes are not encrypted or cannot be expanded.",
];
const different = (part: string): readonly [string, string] => [
    "luks",
    `The StorageClass luks must set ${key(`expand-${part}`)} to the same value as ${key(`stage-${part}`)}.`,
];
const every = [
    "stage-secret-name",
    "stage-secret-namespace",
    "expand-secret-name",
    "expand-secret-namespace",
];

const unreadable = [...every.map(missing), different("secret-name"), different("secret-namespace")];

testRule(encryptedClassNamesSecrets, [
    { title: "passes a class with both secrets", stack: [luks(complete)], judged: ["luks"] },
    ...every.map((part) => ({
        title: `refuses a class without ${part}`,
        stack: [luks({ ...complete, [key(part)]: undefined })],
        judged: ["luks"],
        finds: [missing(part)],
    })),
    {
        title: "refuses blank names",
        stack: [luks({ ...complete, [key("stage-secret-name")]: " " })],
        judged: ["luks"],
        finds: [missing("stage-secret-name"), different("secret-name")],
    },
    {
        title: "refuses another secret for expanding",
        stack: [luks({ ...complete, [key("expand-secret-name")]: "other" })],
        judged: ["luks"],
        finds: [different("secret-name")],
    },
    {
        title: "refuses another namespace for expanding",
        stack: [luks({ ...complete, [key("expand-secret-namespace")]: "other" })],
        judged: ["luks"],
        finds: [different("secret-namespace")],
    },
    {
        title: "refuses a retained class that names no secret",
        stack: [luks(undefined)],
        judged: ["luks"],
        finds: every.map((part) => missing(part)),
    },
    {
        title: "judges an unlabelled class that names one secret",
        stack: [luks({ [key("stage-secret-name")]: "luks" }, {})],
        judged: ["luks"],
        finds: every.slice(1).map((part) => missing(part)),
    },
    {
        title: "refuses a name that is unknown at preview",
        stack: [luks({ ...complete, [key("expand-secret-name")]: unknown.text })],
        judged: ["luks"],
        finds: [missing("expand-secret-name"), different("secret-name")],
    },
    {
        title: "refuses parameters that are unknown at preview",
        stack: [luks(unknown.object)],
        judged: ["luks"],
        finds: unreadable,
    },
    {
        title: "refuses malformed parameters",
        stack: [luks(["luks"]), luks({ ...complete, [key("stage-secret-name")]: 7 })],
        judged: ["luks", "luks"],
        finds: [...unreadable, missing("stage-secret-name"), different("secret-name")],
    },
    {
        title: "leaves a disposable class alone",
        stack: [
            luks({ storage: "local-lvm" }, { labels: { "data.homelab/lifecycle": "disposable" } }),
        ],
        judged: [],
    },
    {
        title: "leaves a retained class alone that says it is plain",
        stack: [
            luks({ storage: "tank" }, { labels: { ...retained.labels, ...encryption("none") } }),
        ],
        judged: [],
    },
    ...["luks", "None", ""].map((word) => ({
        title: `judges a retained class with the encryption ${JSON.stringify(word)}`,
        stack: [luks(complete, { labels: { ...retained.labels, ...encryption(word) } })],
        judged: ["luks"],
    })),
    {
        title: "judges a class that says it is plain and names a secret",
        stack: [
            luks(
                { ...complete, [key("expand-secret-name")]: "other" },
                { labels: encryption("none") },
            ),
        ],
        judged: ["luks"],
        finds: [different("secret-name")],
    },
    {
        title: "leaves other kinds alone",
        stack: [kube("core/v1:Service", "luks", {}, retained)],
        judged: [],
    },
]);
