import { machineDiskEncrypted } from "../../policies/rules/machine-disk-encrypted";
import { machineConfig, volumeConfig } from "./machine-samples";
import { kube, testRule, unknown } from "./support";

const judged = ["config"];
const says = (text: string) => ["config", `The machine configuration config must ${text}`] as const;
const bare = (volume: string) => says(`encrypt ${volume} with luks2 and a key.`);
const written = (volume: string) =>
    says(`open ${volume} by tpm, nodeID or kms, not by a written key.`);
const state = volumeConfig("STATE", { tpm: {} });
const ephemeral = volumeConfig("EPHEMERAL", { tpm: {}, lockToState: true });

testRule(machineDiskEncrypted, [
    {
        title: "passes both volumes with keys in the TPM",
        stack: [machineConfig([state, ephemeral])],
        judged,
    },
    {
        title: "passes keys of the node and of a key server",
        stack: [
            machineConfig([
                volumeConfig("STATE", { nodeID: {} }),
                volumeConfig("EPHEMERAL", { kms: { endpoint: "https://kms" } }),
            ]),
        ],
        judged,
    },
    {
        title: "judges nothing but configurations",
        stack: [kube("core/v1:Service", "web")],
        judged: [],
    },
    {
        title: "refuses a configuration that says nothing",
        stack: [machineConfig([])],
        judged,
        finds: [bare("STATE"), bare("EPHEMERAL")],
    },
    {
        title: "refuses EPHEMERAL left out",
        stack: [machineConfig([state])],
        judged,
        finds: [bare("EPHEMERAL")],
    },
    {
        title: "refuses STATE left out",
        stack: [machineConfig([ephemeral])],
        judged,
        finds: [bare("STATE")],
    },
    {
        title: "refuses another provider",
        stack: [
            machineConfig([
                { ...state, encryption: { ...state.encryption, provider: "luks1" } },
                ephemeral,
            ]),
        ],
        judged,
        finds: [bare("STATE")],
    },
    {
        title: "refuses no key",
        stack: [
            machineConfig([{ ...state, encryption: { provider: "luks2", keys: [] } }, ephemeral]),
        ],
        judged,
        finds: [bare("STATE")],
    },
    {
        title: "refuses a written key",
        stack: [machineConfig([state, volumeConfig("EPHEMERAL", { static: { passphrase: "x" } })])],
        judged,
        finds: [written("EPHEMERAL")],
    },
    {
        title: "refuses a written key beside another",
        stack: [
            machineConfig([
                volumeConfig("STATE", { tpm: {}, static: { passphrase: "x" } }),
                ephemeral,
            ]),
        ],
        judged,
        finds: [written("STATE")],
    },
    {
        title: "refuses a key of no kind",
        stack: [machineConfig([volumeConfig("STATE", {}), ephemeral])],
        judged,
        finds: [written("STATE")],
    },
    {
        title: "refuses the older form",
        stack: [
            machineConfig([state, ephemeral, { machine: { systemDiskEncryption: { state: {} } } }]),
        ],
        judged,
        finds: [says("not use systemDiskEncryption beside VolumeConfig.")],
    },
    {
        title: "reads several documents in one patch",
        stack: [
            machineConfig([[state, ephemeral].map((one) => JSON.stringify(one)).join("\n---\n")]),
        ],
        judged,
    },
    {
        title: "refuses patches that are unknown, or no patches",
        stack: [machineConfig([unknown.text, 7, ": ["])],
        judged,
        finds: [bare("STATE"), bare("EPHEMERAL")],
    },
]);
