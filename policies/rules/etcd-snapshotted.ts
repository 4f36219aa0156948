import { at, isEmpty, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue } from "../engine/value";
import { isAccepted, targetOf } from "../views/backup-targets";
import { snapshotJobs, type SnapshotJob } from "../views/etcd-snapshots";
import { shown } from "../views/kube-object";
import { type MachineConfig, machineConfigs, patched } from "../views/machine-configs";
import { secretKeysIn } from "../views/secret-keys";
import { talosAccounts } from "../views/talos-accounts";

/** The cluster's own state, off its nodes, readable by nobody but the owner. */
export const etcdSnapshotted: StackRule = {
    id: "ETC-02",
    name: "etcd-snapshotted",
    description:
        "Snapshots of etcd must be taken every day at least, encrypted, put off the nodes, by an account that may do nothing else.",
    clause: { section: "Kubernetes State (etcd)", line: 215 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Run talos-backup as a CronJob with an age recipient (AGE_X25519_PUBLIC_KEY) and a bucket, " +
        "and let kubernetesTalosAPIAccess give the role os:etcd:backup to its namespace only.",
    scope: "stack",
    judge,
};

const bootstrapToken = "talos:machine/bootstrap:Bootstrap";
const role = "os:etcd:backup";

function judge(stack: Stack): Verdict {
    const jobs = snapshotJobs(stack);
    // Snapshots go to the bucket that takes everything.
    const accepted = isAccepted({ kind: "etcd", backup: "critical" }, stack, ["no bucket"]);
    const clusters = stack.resources
        .filter(({ type }) => type === bootstrapToken)
        .map((resource) => ({ resource }));
    return joinVerdicts(
        judgeEach(clusters, ({ resource }) =>
            accepted || jobs.some(({ suspended }) => !suspended)
                ? []
                : [
                      `The cluster ${shown(resource.name)} must have snapshots of its etcd: let a CronJob run talos-backup.`,
                  ],
        ),
        judgeEach(jobs, (job) => jobFaults(job, stack)),
        judgeEach(
            machineConfigs(stack).filter((config) => access(config).length > 0),
            (config) => accessFaults(config, jobs),
        ),
        judgeEach(talosAccounts(stack), ({ title, roles }) =>
            roles.length === 1 && roles[0] === role
                ? []
                : [`The ${title} must have the role ${role} and no other.`],
        ),
    );
}

function jobFaults(job: SnapshotJob, stack: Stack): readonly string[] {
    const title = `The ${job.title} must`;
    const faults: string[] = [];
    if (job.hours === undefined || job.hours > 24) {
        faults.push(`${title} run every 24 hours at least.`);
    }
    if (!isEncrypted(job, stack)) {
        faults.push(
            `${title} encrypt what it takes: set AGE_X25519_PUBLIC_KEY from a secret of this stack.`,
        );
    }
    if (targetOf(job.object, stack) === undefined || isEmpty(job.environment.get("BUCKET"))) {
        faults.push(
            `${title} put snapshots off the nodes: name a bucket, and its target by the label backup.homelab/target.`,
        );
    }
    return faults;
}

function isEncrypted({ environment, fromSecrets, object }: SnapshotJob, stack: Stack): boolean {
    const off = environment.get("DISABLE_ENCRYPTION");
    const plain = environment.get("AGE_X25519_PUBLIC_KEY");
    const reference = fromSecrets.get("AGE_X25519_PUBLIC_KEY");
    const keys = secretKeysIn(stack, object.namespace, textAt(reference, "name") ?? "");
    return (
        (isEmpty(off) || off === "false") &&
        ((typeof plain === "string" && plain !== "") ||
            keys.includes(textAt(reference, "key") ?? ""))
    );
}

const path = ["machine", "features", "kubernetesTalosAPIAccess"];

function access(config: MachineConfig) {
    return patched(config, ...path).filter((each) => at(each, "enabled") !== false);
}

/** Whoever may speak to Talos from the cluster may do what the roles say, on every node. */
function accessFaults(config: MachineConfig, jobs: readonly SnapshotJob[]): readonly string[] {
    const namespaces = new Set(jobs.map(({ object }) => object.namespace));
    return access(config).flatMap((each) => [
        ...(isOnly(at(each, "allowedRoles"), (name) => name === role)
            ? []
            : [`The ${config.title} must allow the cluster's pods the role ${role} and no other.`]),
        ...(isOnly(at(each, "allowedKubernetesNamespaces"), (name) => namespaces.has(name))
            ? []
            : [
                  `The ${config.title} must let no namespace speak to Talos but the one that takes snapshots.`,
              ]),
    ]);
}

function isOnly(list: unknown, allowed: (name: string) => boolean): boolean {
    return (
        list !== unknownValue &&
        Array.isArray(list) &&
        list.length > 0 &&
        list.every((name) => typeof name === "string" && allowed(name))
    );
}
