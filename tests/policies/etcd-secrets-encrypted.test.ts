import { etcdSecretsEncrypted } from "../../policies/rules/etcd-secrets-encrypted";
import { machineConfig } from "./machine-samples";
import { kube, resource, testRule, unknown } from "./support";

const pinned = { ignoreChanges: ["talosVersion"] };
const secrets = (talosVersion: unknown = "v1.13", options = pinned) =>
    resource("talos:machine/secrets:Secrets", "pki", { talosVersion }, options);
const version = ["pki", "The machine secrets pki must set talosVersion, like v1.13."] as const;
const config = (text: string) =>
    ["config", `The machine configuration config must ${text}`] as const;

testRule(etcdSecretsEncrypted, [
    {
        title: "passes secrets whose contract is pinned",
        stack: [secrets(), machineConfig()],
        judged: ["pki", "config"],
    },
    {
        title: "passes a contract with its patch version",
        stack: [secrets("v1.13.9")],
        judged: ["pki"],
    },
    { title: "judges nothing else", stack: [kube("core/v1:Secret", "one")], judged: [] },
    ...[null, "", "1.13", "latest", unknown.text, 1].map((value) => ({
        title: `refuses the contract ${JSON.stringify(value)}`,
        stack: [secrets(value)],
        judged: ["pki"],
        finds: [version],
    })),
    {
        title: "refuses a contract that an update would raise",
        stack: [secrets("v1.13", { ignoreChanges: [] })],
        judged: ["pki"],
        finds: [
            [
                "pki",
                "The machine secrets pki must ignore changes of talosVersion: the contract is for good.",
            ],
        ],
    },
    ...["secretboxEncryptionSecret", "aescbcEncryptionSecret"].map((key) => ({
        title: `refuses a patch of ${key}`,
        stack: [machineConfig([{ cluster: { [key]: "x" } }])],
        judged: ["config"],
        finds: [config(`not touch cluster.${key}.`)],
    })),
    {
        title: "refuses a patch that takes the key away",
        stack: [machineConfig([{ cluster: { secretboxEncryptionSecret: null } }])],
        judged: ["config"],
        finds: [config("not touch cluster.secretboxEncryptionSecret.")],
    },
    ...[": [", 7, null].map((patch) => ({
        title: `refuses the patch ${JSON.stringify(patch)}`,
        stack: [machineConfig([patch === null ? "\t- x: [" : patch])],
        judged: ["config"],
        finds: [config("hold patches in YAML only.")],
    })),
    {
        title: "leaves a patch alone that is not known yet",
        stack: [machineConfig([unknown.text])],
        judged: ["config"],
    },
]);
