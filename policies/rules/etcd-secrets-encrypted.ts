import { textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { shown } from "../views/kube-object";
import { machineConfigs, patched } from "../views/machine-configs";

/** Secrets lie encrypted in etcd, by a key whose name never changes under them. */
export const etcdSecretsEncrypted: StackRule = {
    id: "ETC-01",
    name: "etcd-secrets-encrypted",
    description:
        "Secrets in etcd must stay encrypted with the generated key, under the Talos contract that the cluster was born with.",
    clause: { section: "Encryption at Rest", line: 340 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Pin talosVersion on the machine secrets and ignore its changes: a later contract renames the " +
        "key, and the API server can read no Secret any more. Leave secretboxEncryptionSecret and " +
        "aescbcEncryptionSecret out of every patch.",
    scope: "stack",
    judge,
};

const secretsToken = "talos:machine/secrets:Secrets";
const keys = ["secretboxEncryptionSecret", "aescbcEncryptionSecret"];

function judge(stack: Stack): Verdict {
    const secrets = stack.resources.filter(({ type }) => type === secretsToken);
    const subjects = [
        ...secrets.map((resource) => ({ resource, faults: contractFaults(resource) })),
        ...machineConfigs(stack).map((config) => ({
            resource: config.resource,
            faults: [
                ...(config.malformed > 0
                    ? [`The ${config.title} must hold patches in YAML only.`]
                    : []),
                ...keys
                    .filter((key) => patched(config, "cluster", key).length > 0)
                    .map((key) => `The ${config.title} must not touch cluster.${key}.`),
            ],
        })),
    ];
    return judgeEach(subjects, ({ faults }) => faults);
}

function contractFaults({ name, props, ignoreChanges }: Resource): readonly string[] {
    const version = textAt(props, "talosVersion");
    const title = `machine secrets ${shown(name)}`;
    return [
        ...(version !== undefined && /^v\d+\.\d+(\.\d+)?$/.test(version)
            ? []
            : [`The ${title} must set talosVersion, like v1.13.`]),
        ...(ignoreChanges.includes("talosVersion")
            ? []
            : [`The ${title} must ignore changes of talosVersion: the contract is for good.`]),
    ];
}
