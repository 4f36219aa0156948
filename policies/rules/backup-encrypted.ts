import { at, isEmpty, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { replicationSources, storageLocations, veleroSchedules } from "../views/backups";
import { objectStores } from "../views/database-archives";
import { type KubeObject, namespaced, shown } from "../views/kube-object";
import { secretKeysIn } from "../views/secret-keys";

/** Whoever reads the bucket, or finds the drive, reads nothing. */
export const backupEncrypted: StackRule = {
    id: "BAK-03",
    name: "backup-encrypted",
    description:
        "Backups must be encrypted with a key of the house, or at least by the provider that stores them, and must hold no Secret in the clear.",
    clause: { section: "Data Privacy", line: 510 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Give restic and Kopia a password by a SealedSecret, let Velero leave Secrets out, let " +
        "Proxmox make an encryption key, and ask the bucket of database archives for encryption.",
    scope: "stack",
    judge,
};

const serverToken = "proxmoxve:storage/pbs:Pbs";

function judge(stack: Stack): Verdict {
    const servers = stack.resources.filter(({ type }) => type === serverToken);
    return joinVerdicts(
        judgeEach(replicationSources(stack), (source) => resticFaults(source, stack)),
        judgeEach(storageLocations(stack), (location) => kopiaFaults(location, stack)),
        judgeEach(veleroSchedules(stack), scheduleFaults),
        judgeEach(objectStores(stack), storeFaults),
        judgeEach(
            servers.map((resource) => ({ resource })),
            ({ resource: { name, props } }) =>
                at(props, "generateEncryptionKey") === true || !isEmpty(at(props, "encryptionKey"))
                    ? []
                    : [
                          `The backup server ${shown(name)} must have an encryption key: set generateEncryptionKey.`,
                      ],
        ),
    );
}

function resticFaults(source: KubeObject, stack: Stack): readonly string[] {
    const title = `The replication source ${namespaced(source)}`;
    const repository = textAt(source.body, "spec", "restic", "repository");
    if (repository === undefined) {
        return [
            `${title} must copy by restic, which encrypts, into a repository known at preview.`,
        ];
    }
    return secretKeysIn(stack, source.namespace, repository).includes("RESTIC_PASSWORD")
        ? []
        : [
              `${title} must be given a secret of this stack with the key RESTIC_PASSWORD, which ${shown(repository)} is not.`,
          ];
}

/** Without this Secret Velero encrypts with a password that stands in its source. */
const kopiaSecret = "velero-repo-credentials";

function kopiaFaults(location: KubeObject, stack: Stack): readonly string[] {
    return secretKeysIn(stack, location.namespace, kopiaSecret).includes("repository-password")
        ? []
        : [
              `The storage location ${namespaced(location)} must have the secret ${kopiaSecret} with the key repository-password beside it: without one everybody knows the password.`,
          ];
}

function scheduleFaults(schedule: KubeObject): readonly string[] {
    return listAt(schedule.body, "spec", "template", "excludedResources").includes("secrets")
        ? []
        : [
              `The schedule ${namespaced(schedule)} must leave Secrets out, which would lie in the bucket as they are: add secrets to excludedResources.`,
          ];
}

const encryptions: readonly unknown[] = ["AES256", "aws:kms"];

function storeFaults(store: KubeObject): readonly string[] {
    const configuration = at(store.body, "spec", "configuration");
    if (isEncryptedByItself(textAt(configuration, "endpointURL"))) {
        return [];
    }
    return ["data", "wal"]
        .filter((part) => !encryptions.includes(at(configuration, part, "encryption")))
        .map(
            (part) =>
                `The object store ${namespaced(store)} must ask the bucket for encryption: set configuration.${part}.encryption.`,
        );
}

/** R2 encrypts everything and refuses the header that asks for it. */
function isEncryptedByItself(address: string | undefined): boolean {
    return (
        address !== undefined &&
        URL.canParse(address) &&
        new URL(address).hostname.endsWith(".r2.cloudflarestorage.com")
    );
}
