import { at, isFields, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import {
    documentsOfKind,
    type MachineConfig,
    machineConfigs,
    patched,
    volumeKeys,
} from "../views/machine-configs";

/** etcd, keys and container files lie on the machine's own disk. */
export const machineDiskEncrypted: StackRule = {
    id: "ETC-03",
    name: "machine-disk-encrypted",
    description:
        "The system volumes STATE and EPHEMERAL of every machine must be encrypted, with a key that is not written beside them.",
    clause: { section: "Encryption at Rest", line: 339 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Add a VolumeConfig for STATE and one for EPHEMERAL with provider luks2 and a tpm or nodeID " +
        "key. It takes effect when the machine is installed. Leave systemDiskEncryption, the older " +
        "form, out.",
    scope: "stack",
    judge,
};

const volumes = ["STATE", "EPHEMERAL"];
const keyKinds = ["tpm", "nodeID", "kms"];

function judge(stack: Stack): Verdict {
    return judgeEach(machineConfigs(stack), (config) => [
        ...volumes.flatMap((volume) => volumeFaults(config, volume)),
        ...(patched(config, "machine", "systemDiskEncryption").length > 0
            ? [`The ${config.title} must not use systemDiskEncryption beside VolumeConfig.`]
            : []),
    ]);
}

function volumeFaults(config: MachineConfig, volume: string): readonly string[] {
    const documents = documentsOfKind(config, "VolumeConfig", volume);
    const encrypted = documents.some(
        (document) => textAt(document, "encryption", "provider") === "luks2",
    );
    const keys = volumeKeys(config, volume);
    if (!encrypted || keys.length === 0) {
        return [`The ${config.title} must encrypt ${volume} with luks2 and a key.`];
    }
    return keys.every(isSafeKey)
        ? []
        : [`The ${config.title} must open ${volume} by tpm, nodeID or kms, not by a written key.`];
}

function isSafeKey(key: Value): boolean {
    return (
        isFields(key) &&
        at(key, "static") === undefined &&
        keyKinds.some((kind) => isFields(at(key, kind)))
    );
}
