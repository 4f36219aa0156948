import { judgeEach } from "../../engine/rule";
import { machineConfigs, patched } from "../../views/machine-configs";
import type { StateCheck } from "../check";
import { renderedMachines } from "../rendered-machines";

/** A secretbox key: 32 bytes in base64. */
const key = /^[A-Za-z0-9+/]{43}=$/;

/** Every control plane was really given the key that Secrets in etcd are encrypted with. */
export const etcdKeyRendered: StateCheck = {
    id: "AUD-05",
    name: "etcd-key-rendered",
    description:
        "The configuration that a control plane was given must hold a key that encrypts Secrets in etcd.",
    clause: { section: "Encryption at Rest", line: 340 },
    severity: "critical",
    level: "mandatory",
    remediation: "Take patches of cluster.secretboxEncryptionSecret away, and run `make up`.",
    judge: (state) =>
        judgeEach(
            machineConfigs(renderedMachines(state)).filter((config) =>
                patched(config, "machine", "type").includes("controlplane"),
            ),
            (config) => {
                const keys = patched(config, "cluster", "secretboxEncryptionSecret");
                return keys.some((value) => typeof value === "string" && key.test(value))
                    ? []
                    : [`The ${config.title} must hold a secretbox key of 32 bytes.`];
            },
        ),
};
